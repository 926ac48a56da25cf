import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {root} from '../../support/child.ts';
import {anchorsOf, linksOf, pagesOfDocs, pageText} from '../../support/pages.ts';

/** The hosts that pages may link to: the sources of what they say, and this repository. */
const hosts = [
  'cloud.google.com',
  'developers.google.com',
  'docs.cloud.google.com',
  'firebase.google.com',
  'docs.slack.dev',
  'github.com',
  'keepachangelog.com',
  'kubernetes.io',
  'nodejs.org',
  'pkg.go.dev',
  'semver.org',
  'support.google.com',
];

/** What is wrong with a link to the outside, or undefined. */
function outsideFault(to: string): string | undefined {
  if (!URL.canParse(to)) return 'is no URL';
  const {protocol, hostname, username, port} = new URL(to);
  if (protocol !== 'https:' || username !== '' || port !== '') return 'is not plain https';
  if (/[.,;:!'"]$/.test(to)) return 'ends in punctuation';
  return hosts.includes(hostname) ? undefined : `leads to a host that is not listed`;
}

/** What is wrong with a link within the repository, or undefined. */
function insideFault(page: string, to: string): string | undefined {
  const [path = '', anchor] = to.split('#');
  const file = path === '' ? page : join(dirname(page), path);
  if (relative(root, join(root, file)).startsWith('..')) return 'leaves the repository';
  if (path.startsWith('/')) return 'is no relative path';
  if (!existsSync(join(root, file))) return 'leads to nothing';
  if (anchor === undefined) return undefined;
  if (!file.endsWith('.md')) return 'has an anchor in what is no page';
  return anchorsOf(pageText(file)).includes(anchor) ? undefined : 'leads to no heading';
}

describe('the links of the documentation', () => {
  const pages = pagesOfDocs();

  it('are found: the map of the documentation leads to each page', () => {
    const linked = new Set(
      linksOf(pageText('docs/README.md')).map(to => join('docs', to.split('#')[0] ?? '')),
    );
    const own = pages.filter(one => /^docs\/(?!runbooks\/|README)/.test(one));
    assert.ok(own.length > 20);
    assert.deepEqual(
      own.filter(one => !linked.has(one)),
      [],
    );
  });

  for (const page of pages) {
    it(`${page}: each leads somewhere`, () => {
      for (const to of linksOf(pageText(page))) {
        const fault = /^[a-z]+:/.test(to) ? outsideFault(to) : insideFault(page, to);
        assert.equal(fault, undefined, to);
      }
    });
  }

  it('are refused where they are wrong', () => {
    for (const to of ['docs/none.md', 'docs/security.md#none', '../x.md', '/docs/security.md'])
      assert.notEqual(insideFault('README.md', to), undefined, to);
    for (const to of ['http://cloud.google.com/', 'https://example.com/', 'https://github.com/a.'])
      assert.notEqual(outsideFault(to), undefined, to);
    assert.equal(insideFault('docs/messages.md', 'pictures/sent'), undefined);
  });
});

describe('the anchors of a page', () => {
  it('are those that GitHub makes', () => {
    const page = [
      '# Yes, no, and stop',
      '## `modules/grants` — a *word*',
      '## Again',
      '```sh\n# no heading\n```',
      '## Again',
      '## 모드와 승격, 그리고',
      '## [A link](x.md) here',
    ].join('\n\n');
    assert.deepEqual(anchorsOf(page), [
      'yes-no-and-stop',
      'modulesgrants--a-word',
      'again',
      'again-1',
      '모드와-승격-그리고',
      'a-link-here',
    ]);
  });
});
