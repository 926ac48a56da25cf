import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {commandsPages, listed, withCommands} from '../../../tools/docs/commands.ts';
import {languages} from '../../../tools/docs/page.ts';
import {root} from '../../../tools/root.ts';
import {command} from '../../support/command.ts';
import {anchorsOf} from '../../support/pages.ts';

for (const language of languages) {
  const file = commandsPages[language];

  describe(file, () => {
    it('shows the commands as they explain themselves; else: npm run docs', async () => {
      assert.equal(await readFile(join(root, file), 'utf8'), await withCommands(language));
    });

    it('has a part for each command that there is, with its whole help', async () => {
      const [page, all] = await Promise.all([withCommands(language), listed(language)]);
      const anchors = anchorsOf(page);
      assert.ok(all.length > 15, `${all.length} commands`);
      for (const {name, summary} of all) {
        const {stdout} = await command([name, '--help', '--locale', language]);
        assert.ok(page.includes(stdout.trimEnd()), name);
        assert.ok(page.includes(`| ${summary}`), name);
        assert.ok(anchors.includes(name), name);
      }
    });
  });
}
