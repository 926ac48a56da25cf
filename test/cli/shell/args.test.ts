import assert from 'node:assert/strict';
import fc from 'fast-check';
import {describe, it} from 'mocha';
import {type Options, readArgs} from '../../../functions/cli/shell/args.ts';
import {UsageError} from '../../../functions/cli/shell/usage-error.ts';
import {command} from '../../support/command.ts';

const options: Options = {
  filter: {type: 'string', short: 'f'},
  config: {type: 'string', short: 'c'},
  json: {type: 'boolean'},
};

describe('the arguments of a command', () => {
  const values = [
    {args: ['--filter', '-x="y"'], filter: '-x="y"'},
    {args: ['-f', '-x="y"', 'file'], filter: '-x="y"'},
    {args: ['--filter=-x="y"'], filter: '-x="y"'},
    {args: ['--filter', '--x'], filter: '--x'},
    {args: ['--filter', ''], filter: ''},
    {args: ['--filter', '-'], filter: '-'},
  ];
  for (const {args, filter} of values) {
    it(`take ${args.join(' ')} as the value ${JSON.stringify(filter)}`, () => {
      assert.equal(readArgs('match', args, options, {files: 1}).text('filter'), filter);
    });
  }

  it('take any text behind an option as its value, unless it is an option of the command', () => {
    const own = ['--json', '--filter', '--config', '-f', '-c', '--'];
    fc.assert(
      fc.property(fc.string({minLength: 1}), value => {
        fc.pre(!own.includes(value.split('=')[0] ?? ''));
        assert.equal(readArgs('match', ['--filter', value], options).text('filter'), value);
      }),
    );
  });

  it('miss a value where the next option stands', () => {
    assert.throws(
      () => readArgs('match', ['--filter', '--json'], options),
      (error: unknown) =>
        error instanceof UsageError &&
        error.words.en.includes('--filter needs a value') &&
        error.words.ko.includes('--filter 옵션에 값이 필요합니다'),
    );
  });

  it('leave alone what stands behind --', () => {
    assert.deepEqual(readArgs('match', ['--', '--json'], options, {files: 1}).rest, ['--json']);
  });

  const wrong = [
    {args: ['--json=yes'], says: /--json takes no value/},
    {args: ['--jsn'], says: /there is no option --jsn\. Did you mean --json\? See: /},
    {args: ['--elsewhere'], says: /there is no option --elsewhere\. See: /},
    {args: ['-q'], says: /there is no option -q\. See: /},
  ];
  for (const {args, says} of wrong) {
    it(`refuse ${args.join(' ')}`, () => {
      assert.throws(() => readArgs('match', args, options), says);
    });
  }
});

describe('a typo', () => {
  const typos = [
    {args: ['clasify'], says: /no command "clasify"\. Did you mean classify\?/},
    {args: ['help', 'respnd'], says: /no command "respnd"\. Did you mean respond\?/},
    {args: ['filters', '--confg', 'x'], says: /no option --confg\. Did you mean --config\?/},
    {
      args: ['play', '--scenario', 'mian'],
      says: /no scenario is called "mian"\. Did you mean main\?/,
    },
    {args: ['sandbox', '--scenario', 'heathy'], says: /Did you mean healthy\?/},
    {args: ['config', 'chek'], says: /"chek" is none of check, explain\. Did you mean check\?/},
    {args: ['completion', 'bsh'], says: /"bsh" is none of bash, zsh, fish\. Did you mean bash\?/},
    {args: ['replay', '--config', 'x', '--from', 'quarentine'], says: /Did you mean quarantine\?/},
    {args: ['play', '--locale', 'fr'], says: /--locale is en or ko/},
  ];
  for (const {args, says} of typos) {
    it(`in ${args.join(' ')} is answered on standard error with what was meant`, async () => {
      const {exit, stdout, stderr} = await command(args);
      assert.deepEqual([exit, stdout], [2, '']);
      assert.match(stderr, says);
    });
  }

  it('is answered in Korean where the environment or --locale says so', async () => {
    const [asked, environment] = await Promise.all([
      command(['--locale', 'ko', 'clasify']),
      command(['clasify'], {env: {LANG: 'ko_KR.UTF-8'}}),
    ]);
    assert.match(
      asked.stderr,
      /"clasify" 명령어가 없습니다\. 이것을 찾으셨나요\? classify 도움말: /,
    );
    assert.equal(environment.stderr, asked.stderr);
  });
});
