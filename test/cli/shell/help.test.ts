import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {columns} from '../../../functions/adapters/chat/terminal/wrap.ts';
import {allCommands} from '../../../functions/cli/shell/commands.ts';
import {command} from '../../support/command.ts';

const all = await allCommands();
const locales = ['en', 'ko'] as const;

describe('help', () => {
  for (const {name, help, options, verbs = []} of all) {
    it(`of ${name} names every option and verb in both languages, on 80 columns`, () => {
      for (const locale of locales) {
        for (const line of help[locale].split('\n')) assert.ok(columns(line) <= 80, line);
        const used = /^.*?\n\n/s.exec(help[locale])?.[0] ?? '';
        for (const option of Object.keys(options)) {
          if (option === 'short') continue;
          assert.ok(used.includes(`--${option}`), `${locale}: usage without --${option}`);
        }
        for (const verb of verbs)
          assert.ok(used.includes(verb), `${locale}: usage without ${verb}`);
      }
    });

    it(`of ${name} mentions no option that there is not`, () => {
      const known = [...Object.keys(options), 'help', 'locale', 'version'];
      for (const locale of locales) {
        // Commands of others stand behind a pipe, in quotes or after their own name.
        const own = help[locale]
          .replaceAll(/"[^"]*"/g, '')
          .replaceAll(/^.*\b(?:gcloud|terraform|jq|tee)\b.*$/gm, '');
        for (const [, option = ''] of own.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g))
          assert.ok(known.includes(option), `${locale}: --${option}`);
      }
    });
  }

  it('of all commands fits 80 columns', async () => {
    for (const locale of locales) {
      const {stdout} = await command(['--help', '--locale', locale]);
      for (const line of stdout.split('\n')) assert.ok(columns(line) <= 80, line);
      for (const {name, summary} of all) assert.ok(stdout.includes(`  ${summary[locale]}`), name);
    }
  });

  it('COMMAND says the same as COMMAND --help', async () => {
    const [behind, before, korean] = await Promise.all([
      command(['help', 'classify']),
      command(['classify', '--help']),
      command(['help', 'classify', '--locale=ko']),
    ]);
    assert.deepEqual([behind.exit, behind.stderr], [0, '']);
    assert.equal(behind.stdout, before.stdout);
    assert.match(korean.stdout, /^사용법: mesh-responder classify /);
  });
});
