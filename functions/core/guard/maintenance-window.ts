import {type MaintenanceWindow, weekdays} from '../config/settings.ts';
import {shortHash} from '../incident/plan.ts';
import {canonical} from '../lib/json.ts';
import {momentOf, wallTimeAt, weekdayOf} from '../lib/wall-time.ts';
import {isInForce, scopeOf, type Silence} from './silence.ts';

/** Who silences what the configuration says. */
const byConfiguration = 'configuration';
/** What its id begins with. */
const windowId = 'w-';

const daySeconds = 24 * 60 * 60;
const weekDays = 7;

/**
 * The silences of the configuration's windows around a time: of each window the last one that has begun, and
 * the next one. A window that comes each week is that long after its beginning, whatever clocks do meanwhile.
 */
export function windowSilences(
  windows: readonly MaintenanceWindow[],
  now: number,
): readonly Silence[] {
  return windows.flatMap(window => {
    const silences = silencesOf(window, now).sort((a, b) => a.from - b.from);
    const begun = silences.filter(one => one.from <= now);
    // Of those that overlap, the ones that still hold.
    const holding = begun.filter(one => isInForce(one, now));
    const last = holding.length > 0 ? holding : begun.slice(-1);
    return [...last, ...silences.slice(begun.length, begun.length + 1)];
  });
}

/** Whether a silence is one of the configuration's windows. */
export function isWindow({id}: Pick<Silence, 'id'>): boolean {
  return id.startsWith(windowId);
}

function silencesOf(window: MaintenanceWindow, now: number): Silence[] {
  if (window.kind === 'once') return [silenceFrom(window, window.from, window.until)];
  const {seconds, days, minute, timeZone} = window;
  const today = wallTimeAt(now, timeZone).day;
  const first = today - weekDays - Math.ceil(seconds / daySeconds);
  const length = today + weekDays + 1 - first;
  return Array.from({length}, (_, index) => first + index).flatMap(day => {
    const name = weekdays[weekdayOf(day)];
    if (name === undefined || !days.includes(name)) return [];
    const from = momentOf({day, minute}, timeZone);
    return [silenceFrom(window, from, from + seconds * 1000)];
  });
}

function silenceFrom(window: MaintenanceWindow, from: number, until: number): Silence {
  return {
    id: `${windowId}${shortHash(canonical([window, from])).slice(0, 8)}`,
    ...scopeOf(window),
    ...{reason: window.reason, by: byConfiguration, from, until},
  };
}
