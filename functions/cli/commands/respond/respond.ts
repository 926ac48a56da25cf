import {loadConfig, loadConfigWithoutChat} from '../../../wiring/load-config.ts';
import {engineTimeScale, parseTimeScale} from '../../../adapters/env.ts';
import {plainLog} from '../../../adapters/log.ts';
import type {Incident} from '../../../core/incident/incident.ts';
import type {Message} from '../../../core/ports/message.ts';
import type {Deps} from '../../../engine/lib/context.ts';
import {endCollecting} from '../../../engine/intake/note-stale.ts';
import {intake} from '../../../engine/intake/intake.ts';
import {DedupCache} from '../../../engine/intake/dedup-cache.ts';
import {reclaimLeases, restartParked} from '../../../engine/operate/restart.ts';
import {runUntilSettled, settleDry} from '../../../engine/operate/sweep.ts';
import {composeDry} from '../../../wiring/compose-dry.ts';
import {compose, noQueue, type Start} from '../../../wiring/compose.ts';
import {type Given, readArgs, usage, sinceTime} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {historyEntries, type Item, readEntries} from '../../shared/read-entries.ts';
import {exitOf, incidentLine, plainReport} from '../../shared/report.ts';
import {intakeLines, IntakeSummary} from '../../shared/intake-summary.ts';

/** `respond`: the whole job on a set of entries, from detection until every incident is settled. */
export const respond: Command = {
  name: 'respond',
  summary: 'detect, check live, repair, verify and tell: the whole job, once',
  help: `Usage: mesh-responder respond --config FILE [--entries FILE|- | --since 1h]
                              [--dry-run | --apply] [--time-scale N] [--json] [--verbose]

Takes log entries in and works on every incident until it is settled: resolved, nothing to do, or
waiting for a person. Without entries it goes on with what the store holds.

  --config FILE    the configuration (YAML or JSON)
  --entries FILE   log entries: one JSON object a line, or one JSON array; - is standard input
  --since TIME     read them from Cloud Logging instead: 30m, 6h, 2d, or an RFC 3339 time
  --dry-run        the default: check everything, write nothing anywhere (no API, chat or store),
                   print what would be posted and changed, exit 0
  --apply          really repair; also needs "mode: auto" in the configuration
  --time-scale N   make every wait N times shorter; only with MESH_RESPONDER_API_PROXY
  --json           one JSON line for each incident
  --verbose        tell every step on standard error

Exit codes: 0 resolved or nothing to do, 3 a person is needed, 1 failure, 2 usage or configuration.`,
  run,
};

const options = {
  config: {type: 'string', short: 'c'},
  entries: {type: 'string', short: 'e'},
  since: {type: 'string'},
  'dry-run': {type: 'boolean'},
  apply: {type: 'boolean'},
  'time-scale': {type: 'string'},
  json: {type: 'boolean'},
  verbose: {type: 'boolean'},
} as const;

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('respond', args, options);
  const path = given.text('config');
  if (path === undefined) throw usage('respond', '--config is missing');
  if (given.flag('apply') && given.flag('dry-run')) {
    throw usage('respond', '--apply and --dry-run exclude each other');
  }
  if (given.text('entries') !== undefined && given.text('since') !== undefined) {
    throw usage('respond', '--entries and --since exclude each other');
  }
  const scale = given.text('time-scale');
  const env = scale === undefined ? io.env : {...io.env, timeScale: parseTimeScale(scale)};
  engineTimeScale(env);
  const settings = await (given.flag('apply') ? loadConfig : loadConfigWithoutChat)(path, env);
  const {sqlite, firestore} = settings.store;
  const sources = [given.text('entries'), given.text('since'), sqlite, firestore];
  if (sources.every(one => one === undefined)) {
    throw usage(
      'respond',
      'there is nothing to work on: give --entries, --since, or a store in the configuration',
    );
  }
  const log = plainLog(text => {
    io.err(text);
  }, given.flag('verbose'));
  return given.flag('apply')
    ? apply({settings, env, log}, given, io)
    : rehearse({settings, env, log}, given, io);
}

async function apply(start: Start, given: Given, io: Io): Promise<Exit> {
  // This run advances everything itself; the work topic is for the functions.
  const deps: Deps = {...(await compose(start)), queue: noQueue};
  const {incidents, summary} = await work(deps, given, io, () => runUntilSettled(deps));
  if (given.flag('json')) for (const one of incidents) io.out(incidentLine(one, deps));
  else io.out(plainReport({incidents, deps, io}));
  const exit = exitOf(incidents);
  // Input that cannot be read at all is a failure; a bad line among good ones was reported.
  return incidents.length === 0 && summary.faults.length > 0 ? 1 : exit;
}

/** The dry run: prints what would be posted and changed, and always succeeds. */
async function rehearse(start: Start, given: Given, io: Io): Promise<Exit> {
  const posts = new Map<string, Message>();
  const deps = await composeDry(start, message => posts.set(message.incident, message));
  const {incidents} = await work(deps, given, io, () => settleDry(deps));
  if (given.flag('json')) for (const one of incidents) io.out(incidentLine(one, deps));
  else io.out(plainReport({incidents, deps, io, posts}));
  return 0;
}

/** Takes the entries in, settles, and returns the incidents that this run touched. */
async function work(
  deps: Deps,
  given: Given,
  io: Io,
  settleAll: () => Promise<readonly Incident[]>,
): Promise<{readonly incidents: readonly Incident[]; readonly summary: IntakeSummary}> {
  try {
    await reclaimLeases(deps);
    const before = new Map((await deps.store.all()).map(one => [one.id, one.version]));
    await restartParked(deps);
    const memory = new DedupCache();
    const door = intake(deps, memory);
    const summary = new IntakeSummary();
    for await (const item of entriesOf(deps, given, io)) {
      if (item.kind === 'fault') summary.fault(item.line, item.error);
      else summary.count(await door.receive(item.value));
    }
    await door.flush();
    await endCollecting(deps);
    const all = await settleAll();
    const incidents = all.filter(
      one => before.get(one.id) !== one.version || summary.incidents.has(one.id),
    );
    for (const line of intakeLines(summary, deps)) io.err(`${line}\n`);
    return {incidents, summary};
  } finally {
    await Promise.all([deps.store.close(), deps.guardStore.close()]);
  }
}

function entriesOf(deps: Deps, given: Given, io: Io): AsyncIterable<Item> | readonly Item[] {
  const since = given.text('since');
  if (since !== undefined)
    return historyEntries(deps, sinceTime(since, deps.clock.now(), 'respond'));
  const file = given.text('entries');
  return file === undefined ? [] : readEntries(file, io);
}
