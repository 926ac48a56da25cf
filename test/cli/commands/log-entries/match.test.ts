import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {command} from '../../../support/command.ts';

const input = [
  {insertId: 'a', severity: 'ERROR', jsonPayload: {message: 'webhook down'}},
  {insertId: 'b', severity: 'INFO', jsonPayload: {message: 'webhook up'}},
  {insertId: 'c', labels: {team: 'shop'}},
  {any: {object: 1}, jsonPayload: {list: ['x', 7]}},
]
  .map(entry => `${JSON.stringify(entry)}\n`)
  .join('');

describe('mesh-responder match', () => {
  const queries = [
    {filter: 'severity>=ERROR', ids: ['a']},
    {filter: 'jsonPayload.message=~"^webhook"', ids: ['a', 'b']},
    {filter: 'jsonPayload.message:webhook severity=INFO OR severity=ERROR', ids: ['a', 'b']},
    {filter: 'severity=INFO OR severity=ERROR AND jsonPayload.message:down', ids: ['a']},
    {filter: 'NOT jsonPayload.message:*', ids: ['c', null]},
    {filter: 'jsonPayload.list=7', ids: [null]},
    {filter: '', ids: ['a', 'b', 'c', null]},
  ];
  for (const {filter, ids} of queries) {
    it(`evaluates ${filter === '' ? 'an empty query' : filter}`, async () => {
      const {exit, lines, stderr} = await command(['match', '--filter', filter], {input});
      assert.equal(exit, 0, stderr);
      assert.deepEqual(
        lines(),
        ['a', 'b', 'c', null].map(insertId => ({insertId, match: ids.includes(insertId)})),
      );
    });
  }

  const bad = [
    {filter: 'severity>=', where: /line 1, column 11/},
    {filter: 'severity=ERROR\n  AND (labels.a=1', where: /line 2, column \d+/},
    {filter: 'any=1', where: /LogEntry has no field "any"/},
    {filter: 'SEARCH("x")', where: /not supported/},
  ];
  for (const {filter, where} of bad) {
    it(`says where ${JSON.stringify(filter)} is wrong, and exits with 2`, async () => {
      const {exit, stdout, stderr} = await command(['match', '--filter', filter], {input});
      assert.deepEqual([exit, stdout], [2, '']);
      assert.match(stderr, where);
      assert.doesNotMatch(stderr, /\n {4}at /, 'no stack');
    });
  }

  it('tells bad lines, runs the rest, and exits with 1', async () => {
    const {exit, lines} = await command(['match', '-f', 'insertId=a'], {
      input: '{"insertId":"a"}\nno\n{"insertId":1}',
    });
    assert.equal(exit, 1);
    assert.deepEqual(lines(), [
      {insertId: 'a', match: true},
      {error: 'not JSON', line: 2},
      {insertId: 1, match: false},
    ]);
  });

  it('needs a filter', async () => {
    const {exit, stderr} = await command(['match']);
    assert.equal(exit, 2);
    assert.match(stderr, /--filter is missing/);
  });
});
