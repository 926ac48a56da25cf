import assert from 'node:assert/strict';
import {execFile, execFileSync} from 'node:child_process';
import {cpSync, existsSync, mkdtempSync, readFileSync, realpathSync} from 'node:fs';
import {rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {errorText} from '../../functions/core/lib/error.ts';
import {root} from '../../tools/root.ts';
import {commandsOfGuide, guides} from './guides.ts';

const run = promisify(execFile);

/** What a command printed is what is wrong. */
function explained(error: unknown): never {
  throw new Error(`${errorText(error)}\n${printedBy(error).slice(-6_000)}`, {cause: error});
}

function printedBy(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return ['stdout', 'stderr'].map(one => String(Reflect.get(error, one))).join('\n');
}

const runbook = 'functions/runbooks/example-problem';
const action = 'functions/actions/example-change';
const contract = 'npm test -- test/runbooks/contract.test.ts -g example-problem';
const texts = 'npm test -- test/runbooks/texts.test.ts';
const permissions = "npm test -- test/infra/permissions.test.ts -g 'example-(problem|change)'";

/** What somebody leaves out: what is made of the text of a file without it, or nothing, and what is said. */
interface Gap {
  readonly file: string;
  readonly without?: (text: string) => string;
  readonly says: string;
}

/** The gaps that one run of a command finds; each fault by itself has its test in test/runbooks. */
const gaps: readonly {readonly command: string; readonly left: readonly Gap[]}[] = [
  {
    command: contract,
    left: [
      {
        file: `${runbook}/cases.json`,
        says: `${runbook}/cases.json is not there: log entries that are its own, and near misses`,
      },
    ],
  },
  {
    command: contract,
    left: [
      {
        file: `${runbook}/runbook.json`,
        without: text => text.replace(/"permissions": .*,/, ''),
        says: 'runbook.json of example-problem lacks permissions, which must be a list of texts',
      },
    ],
  },
  {
    command: contract,
    left: [
      {
        file: `${runbook}/page.json`,
        without: text => text.replace(/"title": "REPLACE: example-problem 제목",/, ''),
        says: `${runbook}/page.json: ko.title: `,
      },
      {
        file: 'sandbox/scenarios/example-problem.ts',
        without: text => text.replace("ends: {'example-problem @", "ends: {'another-problem @"),
        says: 'sandbox/scenarios.ts lacks a scenario that expects an end of example-problem',
      },
    ],
  },
  {
    command: texts,
    left: [
      {
        file: `${runbook}/texts.ts`,
        without: text => text.replace(/ko: '.*',/, ''),
        says: `${runbook}/texts.ts: headline.example-problem lacks ko`,
      },
      {
        file: `${action}/texts.ts`,
        without: text => text.replace("'did.example-change'", "'done.example-change'"),
        says: `${action}/texts.ts lacks did.example-change`,
      },
    ],
  },
  {
    command: permissions,
    left: [
      {
        file: `${runbook}/diagnose.ts`,
        without: text =>
          text
            .replace('export function', 'export async function')
            .replace('({project, symptom}', '({project, symptom, fleet, readers}')
            .replace('  if (symptom', '  await readers.registrations(fleet.id);\n  if (symptom'),
        says: `${runbook}/runbook.json lacks permission gkehub.memberships.list, used by readers.registrations`,
      },
      {
        file: `${action}/action.json`,
        without: text => text.replace('"serviceusage.services.enable",', ''),
        says: `${action}/action.json lacks permission serviceusage.services.enable, used by writers.enableService`,
      },
    ],
  },
  {
    command: permissions,
    left: [
      {
        file: 'test/actions/example-change/driven.json',
        says: 'test/actions/example-change/driven.json is not there: ',
      },
    ],
  },
];

describe('the guides', () => {
  let copy: string;

  before(() => {
    copy = realpathSync(mkdtempSync(join(tmpdir(), 'guides-')));
    const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
    const files = execFileSync('git', args, {cwd: root, encoding: 'utf8'}).split('\0');
    for (const file of files) {
      const from = join(root, file);
      if (file !== '' && file !== 'node_modules' && existsSync(from))
        cpSync(from, join(copy, file));
    }
    symlinkSync(realpathSync(join(root, 'node_modules')), join(copy, 'node_modules'));
  });

  after(() => {
    rmSync(copy, {recursive: true, force: true});
  });

  /** What a command prints in the copy; no picture is drawn anew. */
  const inCopy = (command: string) =>
    run('sh', ['-c', command], {cwd: copy, env: {...process.env, CHROMIUM: 'none'}});

  for (const guide of guides) {
    const commands = commandsOfGuide(guide);

    it(`begin with the command that writes it: ${guide}`, () => {
      assert.match(
        commands[0] ?? '',
        /^npm run new:(action example-change|runbook example-problem)$/,
      );
      assert.ok(commands.length > 2);
    });

    for (const command of commands) {
      it(`are carried out: ${command}`, async () => {
        await inCopy(command).catch(explained);
      }).timeout(300_000);
    }
  }

  it('leave nothing for lint to say, in what is written', async () => {
    const folders = [
      runbook,
      action,
      'test/runbooks/example-problem',
      'test/actions/example-change',
    ];
    const code = [...folders, 'sandbox/scenarios/example-problem.ts', 'sandbox/scenarios.ts'];
    const registries = ['functions/runbooks/index.ts', 'functions/actions/index.ts'];
    const files = [...code, ...registries].join(' ');
    await inCopy(`npx eslint --max-warnings=0 ${files}`).catch(explained);
    await inCopy(`npx prettier --check ${files} docs/runbooks`).catch(explained);
  }).timeout(300_000);

  it('show the new action in the docs, and the new runbook in the filters', () => {
    const read = (path: string) => readFileSync(join(copy, path), 'utf8');
    assert.match(read('docs/runbooks/README.md'), /`example-change` *\| always by approval/);
    assert.match(read('docs/runbooks/README.md'), /\(example-problem\.ko\.md\)/);
    assert.match(read('infra/tests/expected/filters.jsonl'), /the sentence of example-problem/);
  });

  it('refuse a folder that exists, and a name that is none', async () => {
    for (const [generator, ...names] of [
      ['new-runbook', 'log-path-silent', 'gateway-aftermath', 'Bad'],
      ['new-action', 'set-issuer', 'Bad'],
    ] as const) {
      for (const name of names) {
        const asked = run(process.execPath, [`tools/scaffold/${generator}.ts`, name], {cwd: copy});
        await assert.rejects(asked, {code: 2});
      }
    }
  });

  for (const {command, left} of gaps) {
    it(`leave no gap unsaid: ${left.map(one => one.says).join('; ')}`, async () => {
      const whole = left.map(({file}) => readFileSync(join(copy, file), 'utf8'));
      try {
        left.forEach(({file, without}, at) => {
          const broken = without?.(whole[at] ?? '');
          assert.notEqual(broken, whole[at], `nothing was left out of ${file}`);
          if (broken === undefined) rmSync(join(copy, file));
          else writeFileSync(join(copy, file), broken);
        });
        const said = await inCopy(command).then(() => 'nothing', printedBy);
        for (const {says} of left) assert.ok(said.includes(says), `not said: ${says}\n${said}`);
      } finally {
        left.forEach(({file}, at) => {
          writeFileSync(join(copy, file), whole[at] ?? '');
        });
      }
    }).timeout(120_000);
  }
});
