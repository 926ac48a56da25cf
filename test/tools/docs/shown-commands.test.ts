import assert from 'node:assert/strict';
import {chmod, mkdir, readFile} from 'node:fs/promises';
import {delimiter} from 'node:path';
import {validate} from '../../../functions/adapters/config/validate.ts';
import packageJson from '../../../package.json' with {type: 'json'};
import {runByClients} from '../../clients/procedures.ts';
import {root, start} from '../../support/child.ts';
import {command, processCommand, type Ran} from '../../support/command.ts';
import {deployedConfig, deployedScenario, filtersOf, resources} from '../../support/deployed.ts';
import {
  blocksOf,
  commandsOf,
  inOneLine,
  isShell,
  pagesOfDocs,
  pageText,
  proseOf,
} from '../../support/pages.ts';
import {play, type Played} from '../../support/world.ts';
import {commandsOfGuide, guides} from '../../guides/guides.ts';
import {configurationOf, configurationsOf} from './shown-configurations.ts';
import {notRun} from './not-run.ts';

/** What a command of the pages has to show. */
interface Shown {
  readonly exit?: number;
  readonly says: RegExp;
}

/** Those that are run where an incident of the first page's projects waits for an answer, in this order. */
const inTheShop: Readonly<Record<string, Shown>> = {
  'npx mesh-responder config check --config responder.yaml': {says: /no fault; 2 projects/},
  'npx mesh-responder config explain --config responder.yaml --project shop-prod --runbook connect-gateway-disabled':
    {says: /approve/},
  'npx mesh-responder doctor --config responder.yaml': {says: /\npermissions\n/},
  'npx mesh-responder diagnose --config responder.yaml --project shop-prod': {
    exit: 3,
    says: /roles\/anthosservicemesh\.serviceAgent/,
  },
  'npx mesh-responder filters --config responder.yaml': {says: /^-- service-agent-unbound: /m},
  'npx mesh-responder respond --config responder.yaml --since 1h': {
    says: /Dry run: nothing was changed/,
  },
  'npx mesh-responder notify --test --config responder.yaml': {says: /slack.*\n.*google/i},
  'npx mesh-responder incidents --config responder.yaml --open': {says: /awaiting-approval/},
  'npx mesh-responder incidents --config responder.yaml show INCIDENT': {says: /Approval needed/},
  'npx mesh-responder incidents --config responder.yaml explain INCIDENT': {
    says: / held .*waits for approval/,
  },
  'npx mesh-responder incidents --config responder.yaml explain --project shop-prod': {
    says: /service-agent-unbound/,
  },
  'npx mesh-responder report --config responder.yaml --since 30d': {says: /not yet auto/},
  'npx mesh-responder report --config responder.yaml --since 30d --format html': {
    says: /^<!doctype html>/,
  },
  'npx mesh-responder audit --config responder.yaml --since 7d --identity mesh-responder@shop-ops.iam.gserviceaccount.com':
    {says: /Each call has its intent/},
  'npx mesh-responder replay --config responder.yaml --from quarantine --since 30d': {
    says: /Replayed 0/,
  },
  'npx mesh-responder replay --config responder.yaml --from log --since 6h': {says: /duplicate/},
  'npx mesh-responder breaker list --config responder.yaml': {says: /No breaker is open/},
  'npx mesh-responder breaker reset --project shop-prod --config responder.yaml': {
    says: /No such breaker is open/,
  },
  "npx mesh-responder pause --reason 'change freeze' --for 2h --config responder.yaml": {
    says: /^Paused until .*: change freeze$/m,
  },
  'npx mesh-responder unpause --config responder.yaml': {says: /is over: change freeze/},
  "npx mesh-responder silence add --project shop-prod --cluster prod-eu-1 --for 2h --reason 'node pool upgrade' --config responder.yaml":
    {says: /^Silence s-.*: node pool upgrade$/m},
  'npx mesh-responder silence list --config responder.yaml': {says: /holds.*node pool upgrade$/m},
  'npx mesh-responder silence end --all --config responder.yaml': {
    says: /is over: node pool upgrade$/m,
  },
  'npx mesh-responder approve INCIDENT --plan HASH --config responder.yaml': {
    says: / approved by /,
  },
  'npx mesh-responder acknowledge INCIDENT --config responder.yaml': {
    says: /: acknowledged by /,
  },
  'npx mesh-responder undo INCIDENT --config responder.yaml': {
    exit: 3,
    says: /the configuration does not let repairs be taken back/,
  },
  // Of two answers a no counts.
  'npx mesh-responder decline INCIDENT --plan HASH --config responder.yaml': {
    says: / declined by /,
  },
};

/** Those that are run where a deployment is. */
const deployed: Readonly<Record<string, Shown>> = {
  'npx mesh-responder doctor --config responder.json': {says: /deployed as mesh-responder/},
  'npx mesh-responder doctor --deep --config responder.json': {says: /policy of/},
};

/** `approve` for a deployment is the same command with another file. */
const sameAs: Readonly<Record<string, string>> = {
  'npx mesh-responder approve INCIDENT --plan HASH --config responder.json':
    'npx mesh-responder approve INCIDENT --plan HASH --config responder.yaml',
  'npx mesh-responder approve INCIDENT --plan HASH --config by-hand.json':
    'npx mesh-responder approve INCIDENT --plan HASH --config responder.yaml',
};

/** The main job in a played world, behind what fetches from the network. */
const playing = ['npm ci && npm start', 'npm start'];

const pages = pagesOfDocs();
const isGuide = (page: string): boolean => guides.some(one => one === page);

/** Every command of the pages, byte for byte, with the pages that show it. */
function shown(): ReadonlyMap<string, readonly string[]> {
  const all = new Map<string, string[]>();
  for (const page of pages.filter(one => !isGuide(one)))
    for (const one of commandsOf(pageText(page))) all.set(one, [...(all.get(one) ?? []), page]);
  return all;
}

interface Pasted {
  readonly page: string;
  readonly text: string;
  /** Lines that it prints, as the page shows them. */
  readonly prints: readonly string[];
}

/** Blocks that make a configuration, or what it names, or whose output is shown; they are pasted as a whole. */
function pastedBlocks(): readonly Pasted[] {
  return pages.flatMap(page =>
    blocksOf(pageText(page)).flatMap((one, at, all): readonly Pasted[] => {
      const next = all[at + 1];
      const prints =
        next?.more === 'output' ? next.text.split('\n').filter(line => !/^…?$/.test(line)) : [];
      const isMaking = /^(?:export|npx mesh-responder init) /m.test(one.text);
      return isShell(one) && (isMaking || prints.length > 0)
        ? [{page, text: one.text, prints}]
        : [];
    }),
  );
}

/** The words of a command line, as a shell takes it apart. */
function wordsOf(line: string): readonly string[] {
  return Array.from(line.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g), ([, one, two, three]) =>
    String(one ?? two ?? three),
  );
}

describe('the commands of the documentation', () => {
  const run = new Set([inTheShop, deployed, sameAs].flatMap(Object.keys).concat(playing));
  const listed = Object.values(notRun).flat();

  it('are each run by a test, or listed with the reason why not', () => {
    const clients = runByClients();
    const pasted = new Set(pastedBlocks().flatMap(one => one.text.split('\n')));
    const left = [...shown()].filter(([one, where]) => {
      const line = inOneLine(one);
      const isByHand = where.every(page => page.startsWith('docs/runbooks/')) && clients.has(one);
      return !isByHand && !pasted.has(one) && !run.has(line) && !listed.includes(line);
    });
    assert.deepEqual(left, []);
    assert.ok(clients.size > 40, `${clients.size} commands for the official clients`);
    for (const guide of guides) assert.ok(commandsOfGuide(guide).length > 2);
  });

  it('are all on a page: nothing is run or listed that nobody reads any more', () => {
    const lines = new Set([...shown().keys()].map(inOneLine));
    assert.deepEqual(
      [...run, ...listed].filter(one => !lines.has(one)),
      [],
    );
    assert.equal(new Set(listed).size, listed.length);
    assert.deepEqual(
      listed.filter(one => run.has(one)),
      [],
    );
  });

  it('stand in fenced blocks, where they are found', () => {
    for (const page of pages) {
      const hidden = /^ {4,}(?:\$ )?(?:npx?|gcloud|kubectl|terraform|mesh-responder|git) .*$/m;
      assert.doesNotMatch(proseOf(pageText(page)), hidden, page);
    }
  });

  it(`play the main job: ${playing.join(', ')}`, async () => {
    assert.match(packageJson.scripts.start, / play$/);
    const {exit, stdout, stderr} = await processCommand(['play']);
    assert.equal(exit, 0, stdout.slice(-3_000) + stderr);
    assert.match(stdout, / 2 of 2 repaired and verified \(/);
  }).timeout(180_000);

  describe('that people paste where an incident waits', function () {
    this.timeout(60_000);
    let played: Played;
    let filled: (word: string) => string;

    before(async () => {
      played = await play({scenario: 'service-agent-unbound', timeScale: 200});
      const text = configurationOf('README.md').replace('mode: observe', 'mode: approve');
      const config = await played.files.write('responder.yaml', text);
      await played.files.write('chat-webhook.txt', chatWebhook());
      const waits = await asked('respond', '--apply', '--since', '1h', '--config', config);
      assert.equal(waits.exit, 3, waits.stderr);
      const [id = '', hash = ''] = await waiting(config);
      filled = word => ({INCIDENT: id, HASH: hash, 'responder.yaml': config})[word] ?? word;
    });
    after(() => played.close());

    async function waiting(config: string): Promise<readonly string[]> {
      const list = await asked('incidents', '--config', config, '--open', '--json');
      const ids = Array.from(list.stdout.matchAll(/"([\da-f]{10}-\d)"/g), ([, id = '']) => id);
      for (const id of ids) {
        const {stdout} = await asked('incidents', '--config', config, 'show', id, '--json');
        const hash = /"hash":"([\da-f]{16})"/.exec(stdout)?.[1];
        if (hash !== undefined) return [id, hash];
      }
      return [];
    }

    function asked(...args: readonly string[]): Promise<Ran> {
      const env = {
        MESH_RESPONDER_API_PROXY: played.sandbox.url,
        MESH_RESPONDER_TIME_SCALE: '200',
        SLACK_TOKEN: 'xoxb-TOKEN',
      };
      return command(args, {env});
    }

    for (const [line, {exit = 0, says}] of Object.entries(inTheShop)) {
      it(line, async () => {
        const [, , ...args] = wordsOf(line);
        const ran = await asked(...args.map(filled));
        assert.match(ran.stdout + ran.stderr, says);
        assert.equal(ran.exit, exit, ran.stdout + ran.stderr);
      });
    }
  });

  describe('that people paste where a deployment is', function () {
    this.timeout(60_000);
    let played: Played;

    before(async () => {
      played = await play({scenario: deployedScenario(), timeScale: 1}, deployedConfig);
      const printed = await command(['filters', '--json', '--config', played.config]);
      played.sandbox.patch({put: resources(filtersOf(printed.lines()))});
    });
    after(() => played.close());

    for (const [line, {exit = 0, says}] of Object.entries(deployed)) {
      it(line, async () => {
        const [, , ...args] = wordsOf(line);
        const env = {MESH_RESPONDER_API_PROXY: played.sandbox.url};
        const own = args.map(one => (one === 'responder.json' ? played.config : one));
        const ran = await command(own, {env});
        assert.match(ran.stdout + ran.stderr, says);
        assert.equal(ran.exit, exit, ran.stdout + ran.stderr);
      });
    }
  });

  describe('that make a configuration and its secrets, pasted into a shell as they stand', function () {
    this.timeout(60_000);
    let played: Played;

    beforeEach(async () => {
      played = await play({scenario: 'service-agent-unbound', timeScale: 1});
      await mkdir(played.files.path('bin'));
      const launcher = `#!/bin/sh\nshift\nexec '${process.execPath}' '${root}bin/mesh-responder.js' "$@"\n`;
      await chmod(await played.files.write('bin/npx', launcher), 0o755);
    });
    afterEach(() => played.close());

    for (const {page, text, prints} of pastedBlocks()) {
      it(`${page}: ${text.split('\n')[0] ?? ''}`, async () => {
        const isMade = text.includes(' init ');
        if (!isMade) await played.files.write('responder.yaml', configurationOf(page));
        const path = [played.files.path('bin'), process.env['PATH'] ?? ''].join(delimiter);
        const env = {PATH: path, MESH_RESPONDER_API_PROXY: played.sandbox.url};
        const cwd = played.files.path('.');
        const shell = start('bash', ['-e', '-c', text], {env, cwd});
        assert.equal(await shell.ended, 0, shell.stdout() + shell.stderr());
        for (const [, made = ''] of text.matchAll(/> (\S+\.txt)/g))
          assert.ok((await readFile(played.files.path(made), 'utf8')).length > 5);
        if (isMade) {
          const made = await readFile(played.files.path('responder.yaml'), 'utf8');
          const [said] = configurationsOf(page);
          assert.deepEqual(
            await read(made),
            await read(said ?? ''),
            'what it writes is what is shown',
          );
        }
        if (text.includes('config check')) assert.match(shell.stdout(), /no fault/);
        for (const line of prints)
          assert.ok(shell.stdout().includes(line), `${line}\n${shell.stdout()}`);
        if (text.includes('notify')) assert.equal(played.sandbox.chat().messages.length, 1);
      });
    }
  });
});

function read(text: string): ReturnType<typeof validate> {
  return validate(text, 'responder.yaml');
}

/** The webhook that the first page has people write into a file. */
function chatWebhook(): string {
  const [, url = ''] =
    /'(https:\/\/chat\.[^']+)' > chat-webhook\.txt/.exec(pageText('README.md')) ?? [];
  return url;
}
