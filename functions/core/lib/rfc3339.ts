const form = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;

/** The moment (epoch ms) of an RFC 3339 time, seconds optional; undefined for anything else, as 30 February is. */
export function momentIn(text: string): number | undefined {
  const [, year, month, day] = form.exec(text) ?? [];
  const moment = Date.parse(text);
  if (day === undefined || Number.isNaN(moment)) return undefined;
  const isDay = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return isDay.getUTCDate() === Number(day) ? moment : undefined;
}
