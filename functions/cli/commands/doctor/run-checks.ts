import type {InspectDeps} from '../../../adapters/google/client/call.ts';
import type {Identity} from '../../../adapters/google/deployment/identity.ts';
import {forEachConcurrently} from '../../../core/lib/promises.ts';
import {type Check, type Found, found, type Line, explainFailure} from './check.ts';

/** How long one check may take, in milliseconds, and how many run side by side. */
export interface Limits {
  readonly oneMs: number;
  readonly width: number;
}

/** What a run of the checks needs. */
export interface Running {
  /** Its signal ends every call. */
  readonly google: InspectDeps & {readonly signal: AbortSignal};
  readonly me: () => Promise<Identity>;
  readonly again: string;
  readonly limits: Limits;
  /** Hears how many of how many checks are through. */
  readonly through?: (count: number, all: number) => void;
}

type Outcome =
  | {readonly kind: 'found'; readonly all: readonly Found[]}
  | {readonly kind: 'late'}
  | {readonly kind: 'failed'; readonly error: unknown};

/** Runs every check, some side by side; a failed check hides no other. The lines keep the checks' order. */
export async function runChecks(
  checks: readonly Check[],
  running: Running,
): Promise<readonly Line[]> {
  const outcomes = new Map<Check, Outcome>();
  await forEachConcurrently(checks, running.limits.width, async check => {
    outcomes.set(check, await made(check, running));
    running.through?.(outcomes.size, checks.length);
  });
  const {again, google} = running;
  const me = google.signal.aborted ? undefined : await running.me().catch(() => undefined);
  return checks.flatMap(check => {
    const outcome = outcomes.get(check) ?? {kind: 'late'};
    return foundBy(check, outcome, me, again).map(one => ({
      check: check.check,
      subject: check.subject,
      ...one,
    }));
  });
}

function foundBy(
  check: Check,
  outcome: Outcome,
  me: Identity | undefined,
  again: string,
): readonly Found[] {
  switch (outcome.kind) {
    case 'found':
      return outcome.all;
    case 'late':
      return [found('unknown', 'no-time', {}, again)];
    case 'failed':
      return [explainFailure(check, outcome.error, {me, again})];
  }
}

/** Does not wait for a check that ignores its signal. */
async function made(check: Check, {google, limits}: Running): Promise<Outcome> {
  const signal = AbortSignal.any([google.signal, AbortSignal.timeout(limits.oneMs)]);
  if (signal.aborted) return {kind: 'late'};
  const late = new Promise<Outcome>(resolve => {
    signal.addEventListener(
      'abort',
      () => {
        resolve({kind: 'late'});
      },
      {once: true},
    );
  });
  const work = check.run({...google, signal}).then(
    (all): Outcome => ({kind: 'found', all}),
    (error: unknown): Outcome => (signal.aborted ? {kind: 'late'} : {kind: 'failed', error}),
  );
  return Promise.race([work, late]);
}
