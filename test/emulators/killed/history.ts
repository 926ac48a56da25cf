import {settle} from '../../support/settle-stage.ts';
import {type Ground, raise, type Stage} from '../../support/stage.ts';
import {until, when} from '../../support/until.ts';
import {complaintsAbout, type Problem} from './judge.ts';
import {nameOf, type Point, recorder, type Strike} from './points.ts';

/** How a history went. */
export interface Ended {
  /** Every request that left the processes or reached them, in its order. */
  readonly points: readonly Point[];
  /** Whether anybody was killed: a run can end without the request that was waited for. */
  readonly struck: boolean;
  readonly complaints: readonly string[];
}

/** Pub/Sub takes its time on a machine with more to do. */
const patienceMs = 30_000;

/** What a history is made with besides its ground and its problem. */
export interface Turn {
  readonly strike?: Strike | undefined;
  /** Faults of the outside, as the sandbox reads them. */
  readonly faults?: readonly string[];
}

/**
 * One problem from its log entry to its end, with a responder of two processes between Pub/Sub and
 * its store, one of which is killed on the way where there is a strike.
 */
export async function history(
  ground: Ground,
  problem: Problem,
  {strike, faults = []}: Turn = {},
): Promise<Ended> {
  const record = recorder(strike, async victim => {
    if (victim !== 'command') await stage[victim].kill();
  });
  const {scenario} = problem;
  const stage: Stage = await raise(ground, {scenario, faults, watch: record.watch});
  const victim = strike?.point.victim;
  if (victim === 'intake' || victim === 'respond') stage[victim].spare();
  try {
    await stage.publish('intake', stage.played.sandbox.entries().slice(0, 1));
    if (strike?.point.kind === 'delivery') {
      // Sweeps may be done before Pub/Sub delivers what was handed over.
      await until(nameOf(strike), () => when(record.struck()), stage.respond.said, patienceMs);
    }
    const late = await settle(stage);
    const complaints = [...late, ...(await complaintsAboutStage(stage, problem))];
    return {points: record.points, struck: record.struck(), complaints};
  } finally {
    await stage.clear(strike === undefined ? 'SIGTERM' : 'SIGKILL');
  }
}

/** What is wrong with how a stage ended. */
export async function complaintsAboutStage(
  stage: Stage,
  problem: Problem,
): Promise<readonly string[]> {
  const [incidents, quarantined] = [await stage.incidents(), await stage.quarantined()];
  return [
    ...complaintsAbout(incidents, stage.played.sandbox, problem),
    ...quarantined.map(one => `quarantined: ${one.reason}`),
    ...[stage.intake, stage.respond]
      .filter(one => one.fell())
      .map(one => `a process ended by itself: ${one.said()}`),
  ];
}
