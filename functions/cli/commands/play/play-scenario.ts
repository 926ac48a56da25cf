import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Sandbox} from '../../../../sandbox/sandbox.ts';
import {systemClock} from '../../../adapters/clock.ts';
import {plainLog} from '../../../adapters/log.ts';
import {sqliteStore} from '../../../adapters/store/sqlite/sqlite-store.ts';
import type {Incident} from '../../../core/incident/incident.ts';
import {TimeScale} from '../../../core/lib/time-scale.ts';
import {runbooks} from '../../../runbooks/index.ts';
import {speakAll} from '../../../wiring/translations.ts';
import {cutLine} from '../../../adapters/chat/terminal/wrap.ts';
import {LiveSteps, type Telling} from '../../shared/live-steps.ts';
import {exitOf, incidentLine} from '../../shared/report.ts';
import {counted} from '../../shared/wording.ts';
import type {Given} from '../../shell/args.ts';
import type {Exit, Io} from '../../shell/command.ts';
import {consoleBeside, keeping} from './console-beside.ts';
import {type Delivered, driveScenario, type Stage} from './drive-scenario.ts';
import {readPlayed, serve} from './serve.ts';
import {incidentHead, showChat} from './show.ts';

/** A minute of operation in three seconds. */
const timeScale = 20;
const pace = `Time runs ${timeScale} times faster; nothing leaves this machine.`;

/** Plays a scenario to its end, and shows what happened. */
export async function playScenario(given: Given, io: Io): Promise<Exit> {
  const {locale} = io;
  const {scenario, faults} = await readPlayed('play', given);
  const {startSandbox} = await import('../../../../sandbox/start.ts');
  const folder = await mkdtemp(join(tmpdir(), 'mesh-responder-play-'));
  const began = systemClock.now();
  const sandbox = await startSandbox({
    scenario,
    now: () => systemClock.now(),
    timeScale,
    faults,
  });
  const json = given.flag('json');
  const person = given.flag('approve') ? 'approving' : 'absent';
  if (!json) io.out(`${scenario.description}\n${pace}\n\n`);
  try {
    const telling: Telling = {
      speak: speakAll(locale),
      width: io.width,
      colour: io.colour,
      timing: new TimeScale(timeScale),
      began: systemClock.now(),
    };
    const say = (line: string): void => {
      if (!json) io.out(`${line}\n`);
    };
    let steps: LiveSteps | undefined;
    const seen = (incident: Incident, first: number): void => {
      steps ??= new LiveSteps(say, {...telling, began: first});
      steps.see(incident);
    };
    const keep = given.flag('keep');
    const {incidents, delivered} = await inFolder(sandbox, folder, io, {
      locale,
      person,
      seen,
      ...(keep ? {say} : {}),
    });
    if (json) for (const one of incidents) io.out(incidentLine(one, {runbooks}));
    else io.out(report(incidents, delivered, sandbox, telling, systemClock.now() - began));
    return delivered.settled ? exitOf(incidents) : 1;
  } finally {
    await sandbox.close();
    await rm(folder, {recursive: true, force: true});
  }
}

/** Runs the functions on a store and a configuration in a folder of their own. */
async function inFolder(
  sandbox: Sandbox,
  folder: string,
  io: Io,
  {
    locale,
    person,
    seen,
    say,
  }: Pick<Stage, 'person' | 'seen'> & {
    readonly locale: string;
    /** Hears where the console is; absent: there is none, and the play ends by itself. */
    readonly say?: (line: string) => void;
  },
): Promise<{readonly incidents: readonly Incident[]; readonly delivered: Delivered}> {
  const config = join(folder, 'config.json');
  const path = join(folder, 'incidents.sqlite');
  const workTopic = 'projects/shop-ops/topics/mesh-responder-work';
  const settings = {...sandbox.people.config(), locale, store: {sqlite: {path}}, workTopic};
  await writeFile(config, JSON.stringify(settings));
  const env = {
    ...io.env.all,
    MESH_RESPONDER_CONFIG: config,
    MESH_RESPONDER_API_PROXY: sandbox.url,
    MESH_RESPONDER_TIME_SCALE: String(timeScale),
    NODE_ENV: 'production',
  };
  const sleep = (milliseconds: number) => systemClock.sleep(milliseconds);
  const [intake, respond, interact] = await Promise.all([
    serve('intake', env, sleep),
    serve('respond', env, sleep),
    serve('interact', env, sleep),
  ]);
  const store = await sqliteStore({path});
  const beside = say && (await consoleBeside(config, env, store, io));
  try {
    const timing = new TimeScale(timeScale);
    const log = plainLog(text => {
      io.err(text);
    }, false);
    const stage = {sandbox, store, timing, clock: systemClock, log, person, seen};
    const keep = beside && keeping(beside, io, say);
    const delivered = await driveScenario({
      ...stage,
      ...(keep === undefined ? {} : {keep}),
      intake: intake.url,
      respond: respond.url,
      interact: interact.url,
    });
    if (!delivered.settled) io.err(`not settled in time:\n${respond.said()}${interact.said()}\n`);
    return {incidents: await store.all(), delivered};
  } finally {
    await beside?.close();
    await Promise.all([intake.close(), respond.close(), interact.close()]);
    await store.close();
  }
}

function report(
  incidents: readonly Incident[],
  delivered: Delivered,
  sandbox: Sandbox,
  telling: Telling,
  tookMs: number,
): string {
  const told = incidents.filter(one => one.state !== 'suppressed');
  const {messages} = sandbox.chat();
  const roots = messages.filter(one => one.service === 'slack' && one.thread === undefined).length;
  const changes = told
    .flatMap(one => one.work.actions)
    .filter(one => one.result === 'changed').length;
  const resolved = told.filter(one => one.state === 'resolved').length;
  return [
    '',
    ...told.map(one => cutLine(`${one.state.padEnd(10)}  ${incidentHead(one)}`, telling.width)),
    '',
    'What people see',
    ...showChat(sandbox, telling),
    '',
    `${counted(delivered.entries, 'log entry', 'log entries')} in ` +
      `${counted(delivered.deliveries, 'delivery', 'deliveries')} → ` +
      `${counted(told.length, 'incident', 'incidents')}, ${counted(changes, 'change', 'changes')}, ` +
      `${counted(roots, 'Slack message', 'Slack messages')}; ${resolved} of ${told.length} repaired and verified ` +
      `(${(tookMs / 1000).toFixed(1)} s).`,
    '',
  ].join('\n');
}
