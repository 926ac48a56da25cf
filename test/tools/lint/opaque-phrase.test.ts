import assert from 'node:assert/strict';
import {cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {ESLint} from 'eslint';
import tseslint from 'typescript-eslint';
import {opaquePhrase} from '../../../tools/lint/opaque-phrase.js';

const root = new URL('../../../', import.meta.url).pathname;
const start = `import type {Phrase} from './functions/core/texts/phrase.ts';
interface Incident {
  readonly reason: Phrase;
  readonly cause?: Phrase;
  readonly error: {readonly code: string; readonly params: readonly string[]};
}
`;

/** What the rule says of a function's body, by line and name. */
const reads: Readonly<Record<string, string>> = {
  'a member': `return one.reason.code === 'reason.paused';`,
  'a member by its text': `return one.reason['params'];`,
  'a member that may be missing': `return one.cause?.code;`,
  'taking apart': `const {code} = one.reason; return code;`,
  'taking apart under another name': `const {params: found} = one.reason; return found;`,
  'taking apart within': `const {reason: {code}} = one; return code;`,
  'taking apart what a function is given': `return [one.reason].map(({code}) => code);`,
  'a narrower type': `const part: Pick<Phrase, 'code'> = one.reason; return part.code;`,
  'one of several types': `const either: Phrase | Error = one.reason; return 'code' in either && either.code;`,
  assigning: `let code: string; ({code} = one.reason); return code;`,
};
const harmless: Readonly<Record<string, string>> = {
  'handing a phrase on': `return [one.reason, {...one.reason}];`,
  'another code': `return one.error.code + one.error.params.join();`,
  'taking another apart': `const {code, params} = one.error; return [code, params];`,
  'what is around a phrase': `const {reason} = one; return reason;`,
  'text that is parsed': `const read = JSON.parse('{}') as {code?: string}; return read.code;`,
};

describe('the lint rule opaque-phrase', function () {
  this.timeout(60_000);
  let folder = '';
  let eslint: ESLint;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'opaque-phrase-'));
    mkdirSync(join(folder, 'functions/core/texts'), {recursive: true});
    const phrase = 'functions/core/texts/phrase.ts';
    cpSync(join(root, phrase), join(folder, phrase));
    writeFileSync(join(folder, 'one.ts'), start);
    const compilerOptions = {
      strict: true,
      target: 'es2024',
      module: 'nodenext',
      allowImportingTsExtensions: true,
      noEmit: true,
      types: [],
    };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({compilerOptions, include: ['**/*.ts']}),
    );
    eslint = new ESLint({
      cwd: folder,
      overrideConfigFile: true,
      overrideConfig: {
        files: ['**/*.ts'],
        languageOptions: {
          parser: tseslint.parser,
          parserOptions: {projectService: true, tsconfigRootDir: folder},
        },
        plugins: {local: {rules: {'opaque-phrase': opaquePhrase}}},
        rules: {'local/opaque-phrase': 'error'},
      },
    });
  });

  after(() => {
    rmSync(folder, {recursive: true});
  });

  async function said(body: string): Promise<readonly string[]> {
    const text = `${start}export function f(one: Incident) { ${body} }\n`;
    const [result] = await eslint.lintText(text, {filePath: join(folder, 'one.ts')});
    return (result?.messages ?? []).map(one => one.message);
  }

  for (const [name, body] of Object.entries(reads)) {
    it(`reports ${name}`, async () => {
      const found = await said(body);
      assert.equal(found.length, 1, found.join('\n'));
      assert.match(
        found[0] ?? '',
        /^A phrase only tells: nothing but rendering reads its (code|params)\. /,
      );
    });
  }

  for (const [name, body] of Object.entries(harmless)) {
    it(`lets be ${name}`, async () => {
      assert.deepEqual(await said(body), []);
    });
  }
});
