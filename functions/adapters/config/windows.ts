import type {MaintenanceWindow} from '../../core/config/settings.ts';
import {type JsonObject, textAt} from '../../core/lib/json.ts';
import {momentIn} from '../../core/lib/rfc3339.ts';
import {spanSeconds} from '../../core/lib/span.ts';
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
  const scoped = ['runbook', 'project', 'location', 'cluster'].some(
    name => window[name] !== undefined,
  );
  const about: readonly ConfigFault[] = scoped
    ? []
    : [{path, problem: 'is about nothing: give runbook, project, location or cluster'}];
  const weekly = ['days', 'for', 'timeZone'].filter(name => window[name] !== undefined);
  if (window['until'] === undefined) return [...about, ...weeklyFaults(path, window, weekly)];
  const [first] = weekly;
  if (first !== undefined) {
    const problem = `goes with a window of each week, and until with a single one: give until, or days, for and timeZone`;
    return [...about, {path: `${path}.${first}`, problem}];
  }
  return [...about, ...onceFaults(path, window)];
}

function onceFaults(path: string, window: JsonObject): readonly ConfigFault[] {
  const [from, until] = [textAt(window, 'from'), textAt(window, 'until')];
  if (from === undefined || until === undefined) return [];
  const faults = Object.entries({from, until}).flatMap(([name, text]): ConfigFault[] =>
    momentIn(text) === undefined
      ? [
          {
            path: `${path}.${name}`,
            problem: `found ${JSON.stringify(text)}; a window with until needs an RFC 3339 time, e.g. 2026-12-05T01:00:00+09:00`,
          },
        ]
      : [],
  );
  if (faults.length > 0) return faults;
  const length = (momentIn(until) ?? 0) - (momentIn(from) ?? 0);
  if (length <= 0) return [{path: `${path}.until`, problem: 'is not later than from'}];
  if (length <= longestMs) return [];
  return [{path: `${path}.until`, problem: 'is more than 30 days after from'}];
}

function weeklyFaults(
  path: string,
  window: JsonObject,
  given: readonly string[],
): readonly ConfigFault[] {
  if (given.length === 0) {
    return [{path, problem: 'has no end: give until, or days, for and timeZone'}];
  }
  const missing = ['days', 'for', 'timeZone'].filter(name => !given.includes(name));
  if (missing.length > 0) {
    return missing.map(name => ({
      path: `${path}.${name}`,
      problem: 'missing; a window of each week has days, for and timeZone',
    }));
  }
  const from = textAt(window, 'from');
  const late: readonly ConfigFault[] =
    from !== undefined && minuteIn(from) === undefined
      ? [
          {
            path: `${path}.from`,
            problem: `found ${JSON.stringify(from)}; a window of each week begins at 00:00 to 23:59`,
          },
        ]
      : [];
  const seconds = spanSeconds(textAt(window, 'for') ?? '');
  const days = window['days'];
  if (seconds === undefined || !Array.isArray(days)) return late;
  const isEndless = seconds * new Set(days).size >= weekSeconds;
  const endless = {path: `${path}.for`, problem: 'leaves no time of the week that is not silenced'};
  return isEndless ? [...late, endless] : late;
}

/** Minutes since midnight of a time of day. */
function minuteIn(text: string): number | undefined {
  const [, hour, minute] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  return hour === undefined ? undefined : Number(hour) * 60 + Number(minute);
}
