import type {Deps} from '../../../engine/lib/context.ts';
import {settled} from '../../../engine/operate/sweep.ts';
import {LiveSteps} from '../../shared/live-steps.ts';
import {exitOf} from '../../shared/report.ts';
import {speakAll} from '../../../wiring/translations.ts';
import type {Exit, Io} from '../../shell/command.ts';

/** How often the store is asked, seconds of operation: a sweep may take a minute to come. */
const lookSeconds = 2;

/**
 * Tells what becomes of an incident, step by step, until it is over or asks for a person again, or somebody
 * stops it. Only reads: the running responder works on it.
 */
export async function follow(
  deps: Pick<Deps, 'runbooks' | 'store' | 'clock' | 'timing' | 'settings'>,
  id: string,
  io: Io,
): Promise<Exit> {
  const {runbooks, store, clock, timing, settings} = deps;
  const began = clock.now();
  const steps = new LiveSteps(
    line => {
      io.out(`${line}\n`);
    },
    {speak: speakAll(settings.locale, runbooks), width: io.width, timing, began, colour: io.colour},
  );
  const stop = new AbortController();
  void io.stopped().then(() => {
    stop.abort();
  });
  const first = await store.read(id);
  if (first !== undefined) steps.skip(first);
  for (;;) {
    const incident = await store.read(id);
    if (incident === undefined) return 1;
    steps.see(incident);
    const isTaken = incident.version !== first?.version;
    if (stop.signal.aborted || (isTaken && settled(incident) && incident.lease === undefined)) {
      return exitOf([incident]);
    }
    await clock.sleep(timing.seconds(lookSeconds), stop.signal);
  }
}
