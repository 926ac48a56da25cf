const latestTime = 8.64e15;

/** Whether a number is a point in time that a calendar knows. */
export function isTime(milliseconds: number): boolean {
  return Number.isFinite(milliseconds) && Math.abs(milliseconds) <= latestTime;
}

/**
 * Tells times of a zone as `06:12 UTC` or `15:12 GMT+9`, with the date in front (`2026-11-21 06:12 UTC`)
 * unless `day` falls on the same day there. Without `day` the date is always there.
 * @param zone an IANA name, e.g. `Asia/Seoul`.
 * @param day epoch milliseconds of the day that the reader takes for granted.
 */
export function clock(zone: string, day?: number): (at: number) => string {
  if (zone === 'UTC') return inUtc(day);
  const format = formatOf(zone);
  const today = day !== undefined && isTime(day) ? format(day).date : undefined;
  return at => {
    const {date, time} = format(at);
    return date === today ? time : `${date} ${time}`;
  };
}

/** Without a formatter, which takes milliseconds to make. */
function inUtc(day: number | undefined): (at: number) => string {
  const today = day !== undefined && isTime(day) ? new Date(day).toISOString().slice(0, 10) : '';
  return at => {
    const text = new Date(at).toISOString();
    const [date = '', rest = ''] = text.split('T');
    const time = `${rest.slice(0, 5)} UTC`;
    return date === today ? time : `${date} ${time}`;
  };
}

interface Moment {
  readonly date: string;
  readonly time: string;
}

const formats = new Map<string, (at: number) => Moment>();

function formatOf(zone: string): (at: number) => Moment {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  });
  const format = (at: number): Moment => {
    const all = Object.fromEntries(parts.formatToParts(at).map(one => [one.type, one.value]));
    const {year, month, day, hour, minute, timeZoneName} = all;
    return {date: `${year}-${month}-${day}`, time: `${hour}:${minute} ${timeZoneName}`};
  };
  formats.set(zone, format);
  return format;
}
