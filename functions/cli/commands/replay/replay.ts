import {readConfig} from '../../../adapters/config/read.ts';
import {plainLog} from '../../../adapters/log.ts';
import type {Deps} from '../../../engine/lib/context.ts';
import {intake, type Received} from '../../../engine/intake/intake.ts';
import {DedupCache} from '../../../engine/intake/dedup-cache.ts';
import {composeDry} from '../../../wiring/compose-dry.ts';
import {compose, deadLettersOf, googleDeps, type Start} from '../../../wiring/compose.ts';
import {decodePush, type Pushed} from '../../../adapters/pubsub-push.ts';
import {errorText} from '../../../core/lib/error.ts';
import {type Given, readArgs, usage, sinceTime} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {historyEntries} from '../../shared/read-entries.ts';
import {intakeLines} from '../../shared/intake-summary.ts';
import {replayDeadLetters, type Replay, Replayed} from './dead-letter.ts';

/** `replay`: takes in again what was left behind. */
export const replay: Command = {
  name: 'replay',
  summary: 'take in again what is in quarantine, a dead letter or only in the log',
  help: `Usage: mesh-responder replay --config FILE --from dead-letter|quarantine|log --since TIME
                             [--dry-run] [--verbose]

Takes deliveries in again, through the same door as when they came first: an entry that was counted
before changes nothing, and one that was received more than an hour ago is checked live and summed
up, never acted on by itself. The running responder works on what is opened.

  --config FILE       the configuration (YAML or JSON)
  --from dead-letter  messages of the subscription that the configuration names as deadLetters;
                      each is acknowledged once it was taken
  --from quarantine   deliveries that could not be read when they came; each is marked as replayed
  --from log          Cloud Logging, with the filters of the runbooks
  --since TIME        30m, 6h, 2d, or an RFC 3339 time
  --dry-run           say what would become of them; nothing is written, acknowledged or marked
  --verbose           tell every step on standard error

Exit codes: 0 done or nothing to do, 1 failure or something could not be replayed, 2 usage or
configuration.`,
  run,
};

const options = {
  config: {type: 'string', short: 'c'},
  from: {type: 'string'},
  since: {type: 'string'},
  'dry-run': {type: 'boolean'},
  verbose: {type: 'boolean'},
} as const;

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('replay', args, options);
  const {config, from, since} = asked(given);
  const settings = await readConfig(config, io.env.all, {withoutChat: true});
  if (from === 'dead-letter' && settings.deadLetters === undefined) {
    throw usage('replay', 'the configuration names no subscription as deadLetters');
  }
  const log = plainLog(text => {
    io.err(text);
  }, given.flag('verbose'));
  const start: Start = {settings, env: io.env, log};
  const dryRun = given.flag('dry-run');
  const deps = dryRun ? await composeDry(start, () => undefined) : await compose(start);
  try {
    const replayed = await replayFrom(from, {deps, start, since, dryRun});
    report(replayed, deps, dryRun, io);
    return replayed.left.length > 0 ? 1 : 0;
  } finally {
    await Promise.all([deps.store.close(), deps.guardStore.close()]);
  }
}

const sources = ['dead-letter', 'quarantine', 'log'] as const;
type Source = (typeof sources)[number];

function asked(given: Given): {
  readonly config: string;
  readonly from: Source;
  readonly since: string;
} {
  const config = given.text('config');
  const since = given.text('since');
  const from = sources.find(one => one === given.text('from'));
  if (config === undefined) throw usage('replay', '--config is missing');
  if (from === undefined) throw usage('replay', `--from must be one of ${sources.join(', ')}`);
  if (since === undefined) throw usage('replay', '--since is missing');
  return {config, from, since};
}

interface Setting {
  readonly deps: Deps;
  readonly start: Start;
  readonly since: string;
  readonly dryRun: boolean;
}

async function replayFrom(from: Source, setting: Setting): Promise<Replayed> {
  const {deps, start, dryRun} = setting;
  const since = sinceTime(setting.since, deps.clock.now(), 'replay');
  const door = intake(deps, new DedupCache());
  const replayed = new Replayed();
  const job: Replay = {deps, door, since: Date.parse(since), dryRun, replayed};
  switch (from) {
    case 'quarantine':
      await replayQuarantine(job);
      break;
    case 'log':
      await replayLog(job);
      break;
    case 'dead-letter':
      await replayDeadLetters(job, deadLettersOf(googleDeps(start), start));
      break;
  }
  await door.flush();
  return replayed;
}

/** Takes in what Cloud Logging has, with the filters of the runbooks. @throws CallError, StoreError. */
async function replayLog({deps, door, since, replayed}: Replay): Promise<void> {
  for await (const item of historyEntries(deps, new Date(since).toISOString())) {
    if (item.kind === 'fault') continue;
    replayed.count += 1;
    replayed.summary.count(await door.receive(item.value));
  }
}

function report({summary, count, left}: Replayed, deps: Deps, dryRun: boolean, io: Io): void {
  io.out(`${dryRun ? 'Would replay' : 'Replayed'} ${count}.\n`);
  for (const line of intakeLines(summary, deps)) io.out(`${line}\n`);
  for (const {id, why} of left) io.out(`  left ${id}: ${why}\n`);
}

/**
 * Replays the deliveries in quarantine that can be read by now. Each is marked after it was taken: if the
 * run ends in between, the next run takes the entry again, which changes nothing.
 * @throws StoreError.
 */
async function replayQuarantine({deps, door, since, replayed}: Replay): Promise<void> {
  for (const {id, at, body, replayedAt} of await deps.store.quarantined()) {
    if (at < since || replayedAt !== undefined) continue;
    const pushed = readBody(body);
    const received = pushed.kind === 'junk' ? pushed : await taken(door, id, pushed.value);
    if (received.kind === 'junk') {
      replayed.leave(id, `still not to be used (junk.${received.reason})`);
      continue;
    }
    replayed.count += 1;
    replayed.summary.count(received);
    await deps.store.replayed(id, deps.clock.now());
  }
}

async function taken(door: Replay['door'], id: string, value: unknown): Promise<Received> {
  try {
    return await door.receive(value);
  } catch (error) {
    throw new Error(`quarantined delivery ${id}: ${errorText(error)}`, {cause: error});
  }
}

/** A body that was cut when it was stored is not JSON any more. */
function readBody(body: string): Pushed {
  try {
    return decodePush(JSON.parse(body));
  } catch {
    return {kind: 'junk', reason: 'not-json'};
  }
}
