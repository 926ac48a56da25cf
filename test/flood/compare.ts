import {usualBudgets} from '../../functions/core/config/settings.ts';
import {problemLimit} from '../../functions/core/intake/backlog.ts';
import type {Flood} from './flood.ts';
import {type Ground, opensOf} from './forged.ts';
import type {End, Outcome} from './play-row.ts';

/** So much later people may read of something in a flood. */
const delay = 60_000;
/** Far below what a document of Firestore may have: 1 MiB. */
const largest = 160 * 1024;
/** Records of what is outside the allow-list: `outsideRecords` of an hour. */
const outside = 50;
/** Ends that ask nothing of anybody. */
const over = ['resolved', 'no-action', 'suppressed'];

/**
 * What a flood changed that it must not: how a real problem ends, what is changed in the cloud, when people read
 * of it, and how much is kept and told.
 * @param quiet the row with its real entries alone.
 * @returns one line for each; none: the flood did no harm.
 */
export function harmOf(
  quiet: Outcome,
  loud: Outcome,
  {flood, ground}: {readonly flood: Flood; readonly ground: Ground},
): readonly string[] {
  const harm = [...quiet.ends].flatMap(([name, before]) => {
    const after = loud.ends.get(name);
    return after === undefined ? [`${name}: has no incident`] : endHarm(name, before, after);
  });
  // Of two problems, either may come first.
  const [before = '', after = ''] = [quiet, loud].map(one => one.changes.toSorted().join(', '));
  if (before !== after) harm.push(`changes: [${after}], not [${before}]`);
  return [...harm, ...growth(quiet, loud, flood, ground), ...loud.errors];
}

function endHarm(name: string, before: End, after: End): readonly string[] {
  const harm: string[] = [];
  // Forged signs of the problem itself have it looked at by another way, and again behind its end: the state is
  // the same for a person, whatever the reason for it says.
  const isEcho = after.entries > before.entries && stateOf(after) === stateOf(before);
  if (after.end !== before.end && !isEcho) harm.push(`${name}: ${after.end}, not ${before.end}`);
  if (before.told === undefined) return harm;
  const late = after.told === undefined ? 'never' : `${after.told / 1000} s`;
  if ((after.told ?? Infinity) > before.told + delay) {
    harm.push(`${name}: told after ${late}, not ${before.told / 1000} s`);
  }
  return harm;
}

/** The state that an end names; those that ask nothing of anybody are one. */
function stateOf({end}: End): string {
  const [state = ''] = end.split(' ', 1);
  return over.includes(state) ? 'over' : state;
}

function growth(
  quiet: Outcome,
  loud: Outcome,
  flood: Flood,
  {projects, clusters}: Ground,
): readonly string[] {
  const harm: string[] = [];
  const atMost = (what: string, found: number, limit: number): void => {
    if (found > limit) harm.push(`${found} ${what}, more than ${limit}`);
  };
  const forged = [...loud.ends].filter(([name]) => !quiet.ends.has(name));
  const places = projects.length + clusters.length;
  const few = flood.filter(([kind]) => opensOf(kind) === 'few').length;
  const invented = flood
    .filter(([kind]) => opensOf(kind) === 'each')
    .reduce((sum, [, count]) => sum + count, 0);
  const late = flood.some(([kind]) => opensOf(kind) === 'backlog') ? problemLimit : 0;
  atMost('incidents', forged.length, few * places + outside + invented + late + 1);
  // All clusters that nobody knows have one message in a project, which entries about it can change.
  const speaking = forged.filter(([, one]) => one.speaks).length;
  atMost('problems that were told', speaking, few * places + projects.length);
  atMost(
    'messages in a minute',
    loud.messages.most,
    usualBudgets.messagesPerMinute * projects.length,
  );
  atMost('characters of a document', loud.largest, largest);
  return harm;
}
