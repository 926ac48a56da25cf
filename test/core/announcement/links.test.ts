import assert from 'node:assert/strict';
import fc from 'fast-check';
import {links} from '../../../functions/core/announcement/links.ts';
import {start} from '../../support/entries.ts';
import {incident} from '../../support/incident.ts';

const page = 'https://docs.cloud.google.com/service-mesh/docs/troubleshooting';
const text = fc.oneof(
  fc.string({maxLength: 30}),
  fc.string({unit: 'binary', maxLength: 10}).filter(one => one.isWellFormed()),
  fc.constantFrom(
    '"',
    ';',
    '?project=x',
    '#',
    '\\',
    '/../',
    '@evil.example',
    '%22',
    '\n',
    '"; OR a',
  ),
);

const pages = {google: page};

describe('links', () => {
  it('lead to the runbook first, where there is one', () => {
    const runbook = 'https://docs.example/runbooks/a.md';
    const [first, logs, last] = links(incident(), {runbook, google: page});
    assert.equal(first?.url, runbook);
    assert.match(logs?.url ?? '', /^https:\/\/console\.cloud\.google\.com\//);
    assert.equal(last?.url, page);
  });

  it('lead to the log entry, 15 minutes around it, and to the page', () => {
    const [logs, doc] = links(incident(), pages);
    const from = encodeURIComponent('2026-11-22T02:45:00.000Z/2026-11-22T03:15:00.000Z');
    assert.equal(
      logs?.url,
      `https://console.cloud.google.com/logs/query;query=${encodeURIComponent('insertId="i1"')};timeRange=${from}?project=harbor-fleet`,
    );
    assert.equal(doc?.url, page);
  });

  it('lead nowhere else, whatever an entry is called and a project claims', () => {
    fc.assert(
      fc.property(text, text, (insertId, project) => {
        const one = incident({intake: {evidence: [{quote: 'q', insertId}]}, target: {project}});
        const [logs] = links(one, pages);
        const url = new URL(logs?.url ?? '');
        assert.equal(url.origin, 'https://console.cloud.google.com');
        assert.equal(url.username + url.password + url.hash, '');
        assert.deepEqual([...url.searchParams], [['project', project]]);
        const [path, ...parts] = url.pathname.split(';');
        assert.equal(path, '/logs/query');
        const query = parts.find(part => part.startsWith('query='));
        assert.equal(parts.length, query === undefined ? 1 : 2);
        if (query !== undefined) {
          assert.match(decodeURIComponent(query), /^query=insertId="[\w.:-]{1,100}"$/);
        }
      }),
    );
  });

  it('go without the entry where it has no id', () => {
    const [logs] = links(incident({intake: {evidence: []}}), pages);
    assert.doesNotMatch(logs?.url ?? '', /query=/);
    assert.equal(new URL(logs?.url ?? '').pathname.includes(String(start)), false);
  });
});
