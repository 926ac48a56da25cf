import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {texts} from '../../../functions/adapters/chat/texts.ts';
import {album} from '../../../tools/pictures/album.ts';
import {packages} from '../../../tools/pictures/draw.ts';
import {languages} from '../../../tools/docs/page.ts';
import {root} from '../../../tools/root.ts';

describe('docs/messages.md', () => {
  for (const language of languages) {
    const file = language === 'en' ? 'docs/messages.md' : `docs/messages.${language}.md`;
    const page = readFileSync(join(root, file), 'utf8');
    const people = readFileSync(join(root, file.replace('messages', 'people')), 'utf8');

    it(`and docs/people.md show each picture of its language once, with words for it (${language})`, async () => {
      const shown = Array.from(
        `${page}${people}`.matchAll(/!\[([^\]]{3,})\]\(([^)]+)\)/g),
        ([, , to]) => to,
      );
      const drawn = (await album()).map(one => one.file.replace(/^docs\//, ''));
      const own = drawn.filter(one => one.includes(`/${language}/`));
      assert.deepEqual(shown.sort(), own.sort());
    });

    it(`explains each word that a state has (${language})`, () => {
      const words = Object.entries(texts).filter(([code]) => code.startsWith('tone.'));
      assert.ok(words.length > 5);
      for (const [code, word] of words) {
        assert.match(page, new RegExp(`^\\| \\S+ ${word[language]} +\\|`, 'm'), code);
      }
    });

    it(`names the packages that the pictures need (${language})`, () => {
      assert.ok(page.includes(`apt-get install ${packages}\n`));
    });
  }
});
