import type {Child} from '../../support/child.ts';
import {startCommand} from '../../support/command.ts';
import {gate} from '../../support/gate.ts';
import {isOver} from '../../support/settle-stage.ts';
import {play} from '../../support/world.ts';
import type {Ended} from './history.ts';
import {complaintsAbout, type Problem} from './judge.ts';
import {recorder, type Strike} from './points.ts';

const timeScale = '200';

/**
 * One problem worked on by `mesh-responder respond` with a SQLite file; where there is a strike the
 * run is killed and the very same command is run again.
 */
export async function commandHistory(problem: Problem, strike?: Strike): Promise<Ended> {
  const played = await play({scenario: problem.scenario, timeScale: Number(timeScale)}, slack);
  let running: Child | undefined;
  const record = recorder(strike, async () => {
    await running?.stop('SIGKILL');
  });
  const apis = await gate(() => played.sandbox.url, record.watch('command', 'apis'));
  const entries = played.sandbox.entries().map(entry => `${JSON.stringify(entry)}\n`);
  const file = await played.files.write('entries.ndjson', entries.join(''));
  const args = ['--config', played.config, '--entries', file, '--apply', '--time-scale', timeScale];
  const env = {MESH_RESPONDER_API_PROXY: apis.origin};
  const run = (): Promise<number | string> => {
    running = startCommand(['respond', ...args], {env});
    return running.ended;
  };
  try {
    const first = await run();
    const last = record.struck() ? await run() : first;
    const incidents = await played.incidents();
    const unsettled = incidents.filter(
      // Who was killed here is known to be gone: that it may yet show something old is no worry.
      ({outbox: {againAt: _later, ...outbox}, ...one}) => !isOver({...one, outbox}, Infinity),
    );
    return {
      points: record.points,
      struck: record.struck(),
      complaints: [
        ...(last === 0 ? [] : [`the last run ended with ${last}: ${running?.stderr()}`]),
        ...unsettled.map(one => `${one.id} is not settled: ${JSON.stringify(one)}`),
        ...incidents
          .filter(one => one.intake.entries.count !== entries.length)
          .map(one => `${one.intake.entries.count} of ${entries.length} entries were counted`),
        ...complaintsAbout(incidents, played.sandbox, problem),
      ],
    };
  } finally {
    apis.close();
    await played.close();
  }
}

const slack = {chat: {slack: {botToken: 'xoxb-sandbox', channel: 'C0SANDBOX'}}};
