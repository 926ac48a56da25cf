import {type Verb, verbs} from '../incident/verb.ts';

/** What a button stands for: what is to be done, to which run of which incident, and what was shown beside it. */
export interface Press {
  readonly verb: Verb;
  readonly incident: string;
  readonly run: number;
  /**
   * Random, and new with each question: the guard's store knows which plan it asked about. A dialog's own token makes
   * what it confirms count once. Empty for what asks nothing.
   */
  readonly token: string;
}

const form = /^1 ([a-z]{2,20}) ([\da-f]{10}-\d{1,9}) (0|[1-9]\d{0,5}) ([\da-f]{32}|-)$/;

/** A press as a button carries it, at most 100 characters of plain ASCII. */
export function pressText({verb, incident, run, token}: Press): string {
  return `1 ${verb} ${incident} ${run} ${token === '' ? '-' : token}`;
}

/** Reads it back; undefined for a button of another version, or of somebody else. */
export function pressOf(text: unknown): Press | undefined {
  const [, verb, incident, run, token] = (typeof text === 'string' ? form.exec(text) : null) ?? [];
  if (incident === undefined || run === undefined || token === undefined) return undefined;
  const known = verbs.find(one => one === verb);
  return known === undefined
    ? undefined
    : {verb: known, incident, run: Number(run), token: token === '-' ? '' : token};
}
