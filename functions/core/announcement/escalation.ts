import type {EscalationStep} from '../config/settings.ts';
import {type Asking, type Incident, undoOf} from '../incident/incident.ts';
import {ownerOf} from '../incident/ownership.ts';
import type {Now} from '../lib/time-scale.ts';
import {isTellable} from './tellable.ts';
import {asksForPerson, isSettled, toneOf} from './tone.ts';

/** How many steps of the escalation were taken since an incident asks for a person. */
export function escalatedSteps({
  outbox: {asking},
  work,
}: Pick<Incident, 'outbox' | 'work'>): number {
  return asking?.run === work.run ? asking.steps : 0;
}

/**
 * Notes since when an incident asks for a person, and when the next step of the escalation is due: none while it
 * does not ask, or once somebody has taken it. A look in between, or a change on a person's word, does not start the
 * time anew; that nobody has to do anything any more does.
 * @param steps in the order of their times.
 */
export function withAsking(
  incident: Incident,
  steps: readonly EscalationStep[],
  timing: Now['timing'],
): Incident {
  const {outbox, work} = incident;
  const tone = toneOf(incident);
  // Whoever wants a repair taken back is at work, and so are those who approve it.
  if (undoOf(incident) !== undefined) return without(incident);
  const known = outbox.asking?.run === work.run ? outbox.asking : undefined;
  if (known === undefined && !asksForPerson(tone)) return without(incident);
  if (isSettled(tone)) return without(incident);
  const {
    run,
    since: asks,
    steps: taken,
  } = known ?? {
    ...{run: work.run, since: work.changedAt, steps: 0},
  };
  // Nobody could take it while a silence kept it.
  const since = Math.max(asks, outbox.silence?.endedAt ?? asks);
  const next = asksForPerson(tone) && isTellable(incident) ? steps[taken] : undefined;
  const asking: Asking = {
    run,
    since,
    steps: taken,
    ...(next === undefined || ownerOf(incident) !== undefined
      ? {}
      : {nextAt: since + timing.seconds(next.afterSeconds)}),
  };
  return isSame(outbox.asking, asking) ? incident : {...incident, outbox: {...outbox, asking}};
}

function without(incident: Incident): Incident {
  const {asking, ...outbox} = incident.outbox;
  return asking === undefined ? incident : {...incident, outbox};
}

function isSame(before: Asking | undefined, after: Asking): boolean {
  return (
    before?.run === after.run &&
    before.since === after.since &&
    before.steps === after.steps &&
    before.nextAt === after.nextAt
  );
}

/** Takes the next step of the escalation where it is due; else the incident as it is. */
export function escalated(incident: Incident, now: number): Incident {
  const {outbox} = incident;
  const {asking} = outbox;
  if (asking?.nextAt === undefined || now < asking.nextAt) return incident;
  const {nextAt: _taken, ...rest} = asking;
  return {
    ...incident,
    outbox: {
      ...outbox,
      asking: {...rest, steps: asking.steps + 1},
      revision: outbox.revision + 1,
      milestone: outbox.milestone + 1,
    },
  };
}
