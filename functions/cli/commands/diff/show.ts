import type {Action} from '../../../core/contract/action.ts';
import type {PlannedAction} from '../../../core/incident/plan.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';
import type {Locale} from '../../../core/texts/define-texts.ts';
import type {Comparison, Count, Group} from './compare.ts';
import {beforeText, countText, nowText, unknownText} from './words.ts';

/** What is shown of a comparison. */
export interface Shown {
  readonly comparison: Comparison;
  /** What was compared, by their names. */
  readonly base: string;
  readonly now: string;
  /** Looks for which there was no room. */
  readonly left: number;
  /** Since when looks are there, epoch ms; absent: there are none. */
  readonly looksFrom?: number;
  /** Epoch ms; absent: the entries of a file. */
  readonly since?: number;
}

/** How it is told. */
export interface Telling {
  readonly locale: Locale;
  readonly speak: (phrase: Phrase) => string;
  readonly actions: readonly Action[];
}

/** So many actions and incidents of a group are named. */
const named = 5;

/** The comparison for people: by runbook and project, the most dangerous first. */
export function shownText(shown: Shown, telling: Telling): string {
  const {locale} = telling;
  const {comparison, base, now} = shown;
  const groups = comparison.groups();
  const places = Map.groupBy(groups, ({runbook, project}) =>
    [runbook, project].filter(one => one !== '').join(', '),
  );
  const sections = [...places].map(([place, all]) =>
    [place, ...all.map(one => groupText(one, telling))].join('\n'),
  );
  const head = {
    en: `Base: ${base}\nNow:  ${now}`,
    ko: `기준: ${base}\n현재: ${now}`,
  }[locale];
  const none = {en: 'Nothing would be done otherwise.', ko: '달라지는 결정이 없습니다.'}[locale];
  const body = sections.length === 0 ? [none] : sections;
  return `${[head, ...body, endText(shown, locale)].join('\n\n')}\n`;
}

function groupText(group: Group, telling: Telling): string {
  const {locale} = telling;
  const count = countText(group)[locale];
  const [before, now] = [beforeText(group.base)[locale], nowText(group.now)[locale]];
  const actions = actionsText(actionsOf(group), telling);
  const sentence = {
    en: `  ${count} that ${before} would now ${now}${actions === '' ? '' : `: ${actions}`}`,
    ko: `  ${count}: ${before} → ${now}${actions === '' ? '' : `: ${actions}`}`,
  }[locale];
  const times = timesText(group, locale);
  return times === '' ? sentence : `${sentence}\n    ${times}`;
}

/** The plan of now; of what does not act any more the plan that it had. */
function actionsOf({base, now}: Group): readonly PlannedAction[] {
  const of = (one: Group['base']) => ('actions' in one ? (one.actions ?? []) : []);
  return of(now).length > 0 ? of(now) : of(base);
}

function actionsText(all: readonly PlannedAction[], {speak, actions}: Telling): string {
  const texts = all.slice(0, named).map(({action, params}) => {
    const known = actions.find(one => one.manifest.id === action);
    try {
      return known === undefined ? action : speak(known.step(params).title);
    } catch {
      // Another version's, with parameters that this one does not know.
      return action;
    }
  });
  const rest = all.length - texts.length;
  const listed = [...texts, ...(rest > 0 ? [`+${rest}`] : [])].join('; ');
  // It goes on behind a colon.
  return listed.charAt(0).toLowerCase() + listed.slice(1);
}

function timesText({firstAt, lastAt, incidents}: Group, locale: Locale): string {
  const ids = incidents.slice(0, named).join(', ');
  const rest = incidents.length > named ? ' …' : '';
  const of =
    incidents.length === 0
      ? ''
      : {en: `incidents ${ids}${rest}`, ko: `인시던트 ${ids}${rest}`}[locale];
  if (firstAt === undefined || lastAt === undefined) return of;
  const [first, last] = [timeText(firstAt), timeText(lastAt)];
  const when = {en: `first ${first}, last ${last}`, ko: `처음 ${first}, 마지막 ${last}`}[locale];
  return of === '' ? when : `${when}; ${of}`;
}

function endText({comparison, left, looksFrom, since}: Shown, locale: Locale): string {
  const {same} = comparison;
  const lines = [{en: `The same: ${countText(same).en}.`, ko: `동일: ${countText(same).ko}`}];
  for (const [why, count] of comparison.unknown()) {
    const words = Object.entries(unknownText).find(([code]) => code === why)?.[1];
    const {en, ko} = countText(count);
    lines.push({
      en: `Unknown on both sides: ${en} (${words?.en ?? why}).`,
      ko: `양쪽 모두 알 수 없음: ${ko}(${words?.ko ?? why})`,
    });
  }
  if (left > 0) {
    lines.push({
      en: `Unknown: ${left} more looks, for which their day had no room.`,
      ko: `알 수 없음: 하루 한도를 넘어 저장되지 않은 조회 ${left}회`,
    });
  }
  if (looksFrom === undefined) {
    lines.push({
      en: 'No look of that time was kept: what depends on live state is unknown.',
      ko: '해당 기간에 저장된 조회가 없습니다. 실시간 상태에 따른 결정은 알 수 없습니다.',
    });
  } else if (since !== undefined && looksFrom - since > dayMs) {
    const time = timeText(looksFrom);
    lines.push({
      en: `The oldest look that was kept is of ${time}; before it live state is unknown.`,
      ko: `가장 오래된 조회는 ${time}입니다. 그 이전의 실시간 상태는 알 수 없습니다.`,
    });
  }
  return lines.map(one => one[locale]).join('\n');
}

const dayMs = 24 * 60 * 60 * 1000;

/** The comparison for programs: a line for each group, and one with the counts. */
export function shownLines({comparison, base, now, left, looksFrom}: Shown): string {
  const groups = comparison.groups().map(({firstAt, lastAt, ...group}) => ({
    ...group,
    ...(firstAt === undefined ? {} : {first: new Date(firstAt).toISOString()}),
    ...(lastAt === undefined ? {} : {last: new Date(lastAt).toISOString()}),
  }));
  const unknown: Readonly<Record<string, Count>> = Object.fromEntries(comparison.unknown());
  const summary = {
    ...{base, now, groups: groups.length, same: comparison.same, unknown, left},
    ...(looksFrom === undefined ? {} : {looksFrom: new Date(looksFrom).toISOString()}),
  };
  return [...groups, {summary}].map(one => `${JSON.stringify(one)}\n`).join('');
}

function timeText(at: number): string {
  return new Date(at)
    .toISOString()
    .replace(/:\d{2}\.\d{3}Z$/, 'Z')
    .replace('T', ' ');
}
