import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {at} from '../../../../functions/core/lib/json.ts';
import {gatewayEntry} from '../../../../sandbox/entries/control-plane.ts';
import {foreignEntries} from '../../../../sandbox/entries/foreign.ts';
import {webhookStorm} from '../../../../sandbox/entries/webhook.ts';
import {command, keysOf} from '../../../support/command.ts';
import {type Scratch, scratch} from '../../../support/scratch.ts';

const place = {
  project: 'shop-prod',
  location: 'europe-west1',
  cluster: 'prod-eu-1',
  fleetNumber: '731920055417',
};
const ms = Date.UTC(2026, 10, 22, 6);
const entries = [
  gatewayEntry(place, ms),
  ...foreignEntries(place, ms),
  ...webhookStorm(place, ['shop'], 3, ms),
];
const runbooks = [
  'connect-gateway-disabled',
  ...foreignEntries(place, ms).map(() => null),
  ...Array.from({length: 3}, () => 'webhook-call-failure'),
];
const ndjson = entries.map(entry => `${JSON.stringify(entry)}\n`).join('');

describe('mesh-responder classify', () => {
  let files: Scratch;

  before(async () => {
    files = await scratch();
  });

  after(() => files.remove());

  it('answers for each entry of a file, in order, with runbook, target and reason', async () => {
    const {exit, lines, stderr} = await command(['classify', await files.write('in', ndjson)]);
    assert.equal(exit, 0, stderr);
    assert.deepEqual(
      lines().map(one => at(one, 'insertId')),
      entries.map(one => one['insertId']),
    );
    assert.deepEqual(
      lines().map(one => at(one, 'runbook')),
      runbooks,
    );
    assert.deepEqual(at(lines()[0], 'target'), {project: '731920055417'});
    const {project, location, cluster} = place;
    assert.deepEqual(at(lines().at(-1), 'target'), {project, location, cluster});
    for (const line of lines()) {
      assert.deepEqual(keysOf(line), ['insertId', 'runbook', 'target', 'reason']);
      assert.match(String(at(line, 'reason')), /\S/);
      assert.equal(at(line, 'target') === null, at(line, 'runbook') === null);
    }
  });

  const forms = [
    {name: 'standard input', args: ['classify'], input: ndjson},
    {name: 'standard input as -', args: ['classify', '-', '--json'], input: ndjson},
    {name: 'an array on one line', args: ['classify'], input: JSON.stringify(entries)},
    {name: 'a pretty array', args: ['classify'], input: JSON.stringify(entries, undefined, 2)},
    {name: 'a byte order mark', args: ['classify'], input: `\uFEFF${ndjson}`},
    {name: 'carriage returns', args: ['classify'], input: ndjson.replaceAll('\n', '\r\n')},
    {name: 'blank lines', args: ['classify'], input: `\n\n${ndjson.replaceAll('\n', '\n  \n')}`},
    {name: 'no line end', args: ['classify'], input: ndjson.trimEnd()},
    {
      name: 'blank lines before a pretty array',
      args: ['classify'],
      input: `\n\uFEFF\n${JSON.stringify(entries, undefined, 2)}\n`,
    },
  ];
  for (const {name, args, input} of forms) {
    it(`reads ${name}`, async () => {
      const {exit, lines, stdout} = await command(args, {input});
      assert.equal(exit, 0, stdout);
      assert.deepEqual(
        lines().map(one => at(one, 'runbook')),
        runbooks,
      );
    });
  }

  it('tells bad lines by number, runs the rest, and exits with 1', async () => {
    const [first = '', ...rest] = ndjson.split('\n');
    const input = [first, '{"insertId": ', '', '7', 'null', ...rest].join('\n');
    const {exit, lines} = await command(['classify'], {input});
    assert.equal(exit, 1);
    assert.deepEqual(
      lines().map(one => at(one, 'line') ?? at(one, 'runbook')),
      [runbooks[0], 2, 4, 5, ...runbooks.slice(1)],
    );
    for (const one of lines().slice(1, 4)) assert.match(String(at(one, 'error')), /JSON/);
  });

  it('answers nothing for nothing', async () => {
    const {exit, stdout} = await command(['classify'], {input: '\n \n'});
    assert.deepEqual([exit, stdout], [0, '']);
  });

  it('takes entries without any field and with a character cut over two chunks', async () => {
    const text = `{"insertId":"가","textPayload":"${'나'.repeat(50_000)}"}\n{}\n`;
    const {exit, lines} = await command(['classify'], {input: text});
    assert.equal(exit, 0);
    assert.deepEqual(
      lines().map(one => at(one, 'insertId')),
      ['가', null],
    );
  });

  it('says which file cannot be read', async () => {
    const {exit, stderr, stdout} = await command(['classify', files.path('none.ndjson')]);
    assert.deepEqual([exit, stdout], [2, '']);
    assert.match(stderr, /none\.ndjson cannot be read: there is no such file/);
  });

  it('takes one file', async () => {
    const {exit, stderr} = await command(['classify', 'a', 'b']);
    assert.equal(exit, 2);
    assert.match(stderr, /"b" is one argument too many/);
  });
});
