import assert from 'node:assert/strict';
import {globSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {runbooks} from '../../functions/runbooks/index.ts';
import {scenarios} from '../../sandbox/scenarios.ts';
import {startSandbox} from '../../sandbox/start.ts';
import {assertAsRecorded} from './requests/as-recorded.ts';
import {FakeClock} from '../support/clock.ts';
import {command} from '../support/command.ts';
import {casesOf} from '../support/entries.ts';
import {type Story, record} from './requests/record.ts';
import {type Scratch, scratch} from '../support/scratch.ts';

const folder = new URL('requests/', import.meta.url);

/** By the name of the file that keeps what is sent. */
const stories: ReadonlyMap<string, Story> = new Map([
  ...scenarios.map(({name}) => [name, {scenario: name}] as const),
  ...['connect-gateway-disabled', 'service-agent-unbound'].map(
    scenario => [`undone/${scenario}`, {scenario, undone: true}] as const,
  ),
]);

describe('the requests of each scenario', () => {
  for (const [name, story] of stories) {
    it(name, async () => {
      const {text} = await record(story);
      assertAsRecorded(`what ${name} sends`, new URL(`${name}.txt`, folder), text);
    });
  }

  it('are recorded for no scenario that is gone', () => {
    const files = globSync('**/*.txt', {cwd: fileURLToPath(folder)});
    assert.deepEqual(files.sort(), [...stories.keys()].map(one => `${one}.txt`).sort());
  });
});

/** An entry and where it comes from. */
interface Source {
  readonly from: string;
  readonly entry: unknown;
}

/** What each scenario logs before anybody repairs anything. */
async function played(): Promise<readonly Source[]> {
  const all: Source[] = [];
  for (const {name} of scenarios) {
    const clock = new FakeClock();
    const sandbox = await startSandbox({scenario: name, now: () => clock.now()});
    clock.advance(25 * 60_000);
    all.push(...sandbox.entries().map((entry, at) => ({from: `${name} ${at}`, entry})));
    await sandbox.close();
  }
  return all;
}

function cases(): readonly Source[] {
  return runbooks
    .map(one => one.manifest.id)
    .sort()
    .flatMap(id => {
      const {ours, not} = casesOf(id);
      return [...ours, ...not].map(({name, entry}) => ({from: `${id}: ${name}`, entry}));
    });
}

const projects = [
  {id: 'shop-fleet', number: '731920055417'},
  {
    id: 'shop-prod',
    number: '415104041262',
    fleet: 'shop-fleet',
    locations: ['europe-west1', 'europe-west4'],
    clusters: ['prod-eu-1'],
  },
];

describe('what the filters and the classification print', () => {
  let files: Scratch;

  before(async () => {
    files = await scratch();
  });

  after(() => files.remove());

  async function said(...args: readonly string[]): Promise<string> {
    const {exit, stdout, stderr} = await command(args);
    assert.equal(exit, 0, stderr);
    return stdout;
  }

  it('classify, of the cases of the runbooks and of what the scenarios log', async () => {
    const sources = [...cases(), ...(await played())];
    const input = sources.map(one => JSON.stringify(one.entry)).join('\n');
    const lines = (await said('classify', await files.write('entries', input))).trim().split('\n');
    assert.equal(lines.length, sources.length);
    const text = lines.map((line, at) => `${sources[at]?.from ?? ''}\n  ${line}\n`).join('');
    assertAsRecorded('what classify prints', new URL('classify.out', folder), text);
  });

  it('filters, in each form', async () => {
    const config = await files.write('config.json', {projects});
    const text = [
      await said('filters'),
      await said('filters', '--json'),
      await said('filters', '--config', config),
      await said('filters', '--config', config, '--json'),
    ].join('');
    assertAsRecorded('what filters prints', new URL('filters.out', folder), text);
  });
});
