import type {Incident} from '../incident/incident.ts';
import type {Blocked, Reason, State} from '../incident/reason.ts';
import type {Tone} from '../ports/message.ts';

const tones: Readonly<Record<Exclude<State, 'blocked'>, Tone>> = {
  detected: 'checking',
  diagnosing: 'checking',
  planned: 'checking',
  acting: 'repairing',
  verifying: 'verifying',
  'awaiting-approval': 'approval',
  flapping: 'undone',
  resolved: 'fixed',
  'no-action': 'quiet',
  suppressed: 'quiet',
  failed: 'action',
};

/** Holds that people have asked for, or that end by themselves: nobody has to act because of them. */
const wanted: readonly Blocked['kind'][] = [
  'mode-observe',
  'paused',
  'silenced',
  'excluded',
  'action-disabled',
  'plan-declined',
  'project-not-allowed',
  'budget',
];

/** How an incident stands, for people. */
export function toneOf({state, reason}: Pick<Incident, 'state' | 'reason'>): Tone {
  // Somebody wanted it so, and it can be approved all the same.
  if (reason.kind === 'undone-before') return 'unchanged';
  if (reason.kind === 'undone') return 'quiet';
  if (reason.kind === 'dry-run') return 'unchanged';
  if (state === 'blocked') return isWanted(reason) ? 'unchanged' : 'action';
  return tones[state];
}

function isWanted({kind}: Reason): boolean {
  return wanted.some(one => one === kind);
}

/** Whether a message asks a person to do something: it calls people then, and only then. */
export function asksForPerson(tone: Tone): boolean {
  return tone === 'approval' || tone === 'action' || tone === 'undone';
}

/** Something is being done about it. */
const underWay: readonly Tone[] = ['checking', 'repairing', 'verifying'];

/** Whether nobody has to do anything any more, as far as anybody knows. */
export function isSettled(tone: Tone): boolean {
  return !asksForPerson(tone) && !underWay.includes(tone);
}

/** Whether nothing is wrong any more, or never was. */
export function isOver({state}: Pick<Incident, 'state'>): boolean {
  return state === 'resolved' || state === 'no-action';
}
