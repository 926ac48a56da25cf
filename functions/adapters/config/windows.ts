import type {MaintenanceWindow} from '../../core/config/settings.ts';
import {silenceScopeNames} from '../../core/guard/silence.ts';
import {type JsonObject, textAt} from '../../core/lib/json.ts';
import {momentIn} from '../../core/lib/rfc3339.ts';
import {spanSeconds} from '../../core/lib/span.ts';
import type {Words} from '../../core/texts/words.ts';
import type {ConfigFault} from './config-error.ts';
import type {Parsed} from './schema.ts';

/** One window as it stands in the file. */
type Written = NonNullable<Parsed['silences']>[number];

const daySeconds = 24 * 60 * 60;
const weekSeconds = 7 * daySeconds;
const longestMs = 30 * daySeconds * 1000;

/** A window of the configuration; undefined for one that `windowFaults` refuses. */
export function windowOf(written: Written): MaintenanceWindow | undefined {
  const {from, until, days, for: length, timeZone, ...about} = written;
  if (until !== undefined) {
    const [start, end] = [momentIn(from), momentIn(until)];
    if (start === undefined || end === undefined) return undefined;
    return {...about, kind: 'once', from: start, until: end};
  }
  const [minute, seconds] = [minuteIn(from), spanSeconds(length ?? '')];
  if (minute === undefined || seconds === undefined) return undefined;
  if (days === undefined || timeZone === undefined) return undefined;
  return {...about, kind: 'weekly', days, minute, seconds, timeZone};
}

/**
 * What is wrong between the fields of one window: what it is about, whether it is a single one or comes each
 * week, and how long. What is not of its form is left to the schema.
 */
export function windowFaults(path: string, window: JsonObject): readonly ConfigFault[] {
  const scoped = silenceScopeNames.some(name => window[name] !== undefined);
  const about = scoped ? [] : [{path, problem: aboutNothing}];
  const weekly = ['days', 'for', 'timeZone'].filter(name => window[name] !== undefined);
  if (window['until'] === undefined) return [...about, ...weeklyFaults(path, window, weekly)];
  const [first] = weekly;
  return first === undefined
    ? [...about, ...onceFaults(path, window)]
    : [...about, {path: `${path}.${first}`, problem: ofBothKinds}];
}

function onceFaults(path: string, window: JsonObject): readonly ConfigFault[] {
  const [from, until] = [textAt(window, 'from'), textAt(window, 'until')];
  if (from === undefined || until === undefined) return [];
  const faults = Object.entries({from, until}).flatMap(([name, text]): ConfigFault[] =>
    momentIn(text) === undefined ? [{path: `${path}.${name}`, problem: noMoment(text)}] : [],
  );
  if (faults.length > 0) return faults;
  const length = (momentIn(until) ?? 0) - (momentIn(from) ?? 0);
  if (length <= 0) return [{path: `${path}.until`, problem: endsBefore}];
  return length <= longestMs ? [] : [{path: `${path}.until`, problem: tooLong}];
}

function weeklyFaults(
  path: string,
  window: JsonObject,
  given: readonly string[],
): readonly ConfigFault[] {
  if (given.length === 0) return [{path, problem: noEnd}];
  const missing = ['days', 'for', 'timeZone'].filter(name => !given.includes(name));
  if (missing.length > 0) {
    return missing.map(name => ({path: `${path}.${name}`, problem: missingWeekly}));
  }
  const from = textAt(window, 'from');
  const late =
    from !== undefined && minuteIn(from) === undefined
      ? [{path: `${path}.from`, problem: noTimeOfDay(from)}]
      : [];
  const seconds = spanSeconds(textAt(window, 'for') ?? '');
  const days = window['days'];
  if (seconds === undefined || !Array.isArray(days)) return late;
  const isEndless = seconds * new Set(days).size >= weekSeconds;
  return isEndless ? [...late, {path: `${path}.for`, problem: endless}] : late;
}

const aboutNothing: Words = {
  en: 'is about nothing: give runbook, project, folder, label, location or cluster',
  ko: '대상이 없습니다. runbook, project, folder, label, location 또는 cluster를 지정하세요',
};
const ofBothKinds: Words = {
  en: 'goes with a window of each week, and until with a single one: give until, or days, for and timeZone',
  ko: '매주 반복되는 기간의 값이며 until은 한 번의 기간에 사용합니다. until을 지정하거나 days, for, timeZone을 지정하세요',
};
const noEnd: Words = {
  en: 'has no end: give until, or days, for and timeZone',
  ko: '종료가 없습니다. until을 지정하거나 days, for, timeZone을 지정하세요',
};
const missingWeekly: Words = {
  en: 'missing; a window of each week has days, for and timeZone',
  ko: '값이 없습니다. 매주 반복되는 기간에는 days, for, timeZone이 필요합니다',
};
const endsBefore: Words = {
  en: 'is not later than from',
  ko: 'from보다 늦지 않습니다',
};
const tooLong: Words = {
  en: 'is more than 30 days after from',
  ko: 'from에서 30일을 넘습니다',
};
const endless: Words = {
  en: 'leaves no time of the week that is not silenced',
  ko: '일주일 전체가 알림 일시중지됩니다',
};

function noMoment(text: string): Words {
  const [found, example] = [JSON.stringify(text), '2026-12-05T01:00:00+09:00'];
  return {
    en: `found ${found}; a window with until needs an RFC 3339 time, e.g. ${example}`,
    ko: `입력값: ${found}. until이 있는 기간에는 RFC 3339 시간이 필요합니다. 예: ${example}`,
  };
}

function noTimeOfDay(text: string): Words {
  const found = JSON.stringify(text);
  return {
    en: `found ${found}; a window of each week begins at 00:00 to 23:59`,
    ko: `입력값: ${found}. 매주 반복되는 기간은 00:00~23:59에 시작합니다`,
  };
}

/** Minutes since midnight of a time of day. */
function minuteIn(text: string): number | undefined {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}
