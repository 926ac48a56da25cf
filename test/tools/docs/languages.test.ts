import assert from 'node:assert/strict';
import {oddWords} from '../../support/odd-words.ts';
import {blocksOf, isShell, linksOf, pagesOfDocs, pageText, proseOf} from '../../support/pages.ts';

/** What both languages of a page have to have alike. */
function shapeOf(text: string) {
  const headings = Array.from(proseOf(text).matchAll(/^(#+) /gm), ([, level = '']) => level.length);
  const commands = blocksOf(text)
    .filter(isShell)
    .map(one => one.text);
  const items = Array.from(proseOf(text).matchAll(/^ *(?:-|\d+\.|\|) /gm)).length;
  return {headings, commands, items};
}

/** Those that people read who have not read the code. */
const plain = [
  'README',
  'docs/concepts',
  'docs/configuration',
  'docs/getting-started',
  'docs/operating',
];

describe('the words of the pages', () => {
  const all = pagesOfDocs();

  for (const page of all.filter(one => one.endsWith('.ko.md')))
    it(`${page} has no word that the glossary forbids`, () => {
      assert.doesNotMatch(pageText(page), oddWords.ko);
    });

  for (const page of plain)
    it(`${page}.md has no word that the glossary forbids`, () => {
      assert.doesNotMatch(pageText(`${page}.md`), oddWords.en);
    });
});

describe('the pages in two languages', () => {
  const pairs = pagesOfDocs()
    .filter(one => one.endsWith('.ko.md'))
    .map(korean => [korean.replace('.ko.md', '.md'), korean] as const);
  const fileOf = (path: string): string => path.replace(/^.*\//, '');

  it('are there for who is on call', () => {
    const on = ['README.md', 'docs/concepts.md', 'docs/messages.md', 'docs/operating.md'];
    const english = pairs.map(([one]) => one);
    for (const page of on) assert.ok(english.includes(page), page);
  });

  for (const [english, korean] of pairs) {
    it(`${english} and its Korean lead to each other at the top`, () => {
      const top = (path: string) => linksOf(pageText(path).split('\n').slice(0, 8).join('\n'));
      assert.ok(top(english).includes(fileOf(korean)));
      assert.ok(top(korean).includes(fileOf(english)));
    });
    // The first page is shorter in Korean.
    if (english === 'README.md') continue;
    it(`${english} and its Korean say the same things: headings, items, commands`, () => {
      assert.deepEqual(shapeOf(pageText(korean)), shapeOf(pageText(english)));
    });
  }
});
