import assert from 'node:assert/strict';
import fc from 'fast-check';
import {type MaintenanceWindow, weekdays} from '../../../functions/core/config/settings.ts';
import {windowSilences} from '../../../functions/core/guard/maintenance-window.ts';
import {isInForce} from '../../../functions/core/guard/silence.ts';
import {momentOf, wallTimeAt, weekdayOf} from '../../../functions/core/lib/wall-time.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type Weekly = Extract<MaintenanceWindow, {kind: 'weekly'}>;

function weekly(parts: Partial<Weekly> = {}): Weekly {
  return {
    ...{kind: 'weekly', project: 'harbor-prod', reason: 'releases', days: ['sat', 'sun']},
    ...{minute: 60, seconds: 7200, timeZone: 'Asia/Seoul', ...parts},
  };
}

function isSilent(window: MaintenanceWindow, now: number): boolean {
  return windowSilences([window], now).some(one => isInForce(one, now));
}

/** What a calendar and a clock on a wall there show, by another way than the code's. */
function shown(moment: number, timeZone: string): {weekday: string; minute: number} {
  const text = clockOf(timeZone).format(moment);
  const [, weekday = '', hours = '', minutes = ''] = /^(\w{3}),? (\d{2}):(\d{2})$/.exec(text) ?? [];
  return {weekday: weekday.toLowerCase(), minute: Number(hours) * 60 + Number(minutes)};
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** One for each zone: to make one takes longer than to ask it. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat('en-GB', {
    ...{timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23'},
  });
  clocks.set(timeZone, clock);
  return clock;
}

/** Zones with and without changes of clocks, on both sides of the globe, one that changes by half an hour. */
const zones = [
  'UTC',
  'Asia/Seoul',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kolkata',
] as const;

/** Moments of two years, half of them near a change of clocks in Berlin, New York or on Lord Howe. */
const moments = fc
  .oneof(
    fc.integer({min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 11, 31)}),
    fc
      .tuple(
        fc.constantFrom(
          Date.UTC(2026, 2, 29, 1),
          Date.UTC(2026, 9, 25, 1),
          Date.UTC(2026, 2, 8, 7),
          Date.UTC(2026, 10, 1, 6),
          Date.UTC(2026, 3, 4, 15),
          Date.UTC(2026, 9, 3, 15, 30),
        ),
        fc.integer({min: -2 * day, max: 2 * day}),
      )
      .map(([change, off]) => change + off),
  )
  .map(moment => Math.floor(moment / minute) * minute);

describe('a maintenance window', () => {
  it('of each week holds from its time of day on, for its length, also over midnight', () => {
    const late = weekly({days: ['fri'], minute: 23 * 60, seconds: 3 * 3600});
    // Friday, 27 November 2026, 23:00 in Seoul.
    const from = Date.UTC(2026, 10, 27, 14);
    assert.deepEqual(
      [from - 1, from, from + 2 * hour, from + 3 * hour - 1, from + 3 * hour].map(now =>
        isSilent(late, now),
      ),
      [false, true, true, true, false],
    );
  });

  it('is as long on a night on which clocks change', () => {
    const night = weekly({days: ['sun'], minute: 90, seconds: 7200, timeZone: 'Europe/Berlin'});
    // Clocks there go from 2:00 to 3:00 on 29 March, and from 3:00 to 2:00 on 25 October 2026.
    for (const from of [Date.UTC(2026, 2, 29, 0, 30), Date.UTC(2026, 9, 24, 23, 30)]) {
      const around = [from - 1, from, from + 2 * hour - 1, from + 2 * hour];
      assert.deepEqual(
        around.map(now => isSilent(night, now)),
        [false, true, true, false],
      );
    }
  });

  it('begins as much later where clocks leave its time out, and once where it comes twice', () => {
    const half = {minute: 150, seconds: 1800, timeZone: 'Europe/Berlin', days: ['sun']} as const;
    const gap = Date.UTC(2026, 2, 29, 1, 30);
    const twice = Date.UTC(2026, 9, 25, 0, 30);
    const moments = [gap - 1, gap, gap + 30 * minute, twice, twice + 30 * minute, twice + hour];
    assert.deepEqual(
      moments.map(now => isSilent(weekly(half), now)),
      [false, true, false, true, false, false],
    );
  });

  it('holds exactly while a clock on the wall has shown its beginning within its length', () => {
    fc.assert(
      fc.property(
        ...[moments, fc.constantFrom(...zones), fc.integer({min: 0, max: 24 * 60 - 1})],
        ...[fc.integer({min: 1, max: 180}), fc.subarray([...weekdays], {minLength: 1})],
        (now, timeZone, at, minutes, days) => {
          const window = weekly({timeZone, minute: at, seconds: minutes * 60, days});
          const isShown = (moment: number): boolean => {
            const wall = shown(moment, timeZone);
            return wall.minute === at && days.some(one => one === wall.weekday);
          };
          const past = Array.from({length: minutes}, (_, ago) => now - ago * minute);
          const [began] = past.filter(isShown);
          // The rare nights on which a time is left out, or comes a second time, have tests of their own.
          const spread = [now - 3 * hour - minutes * minute, now + 3 * hour];
          const offsets = spread.map(
            moment => wallTimeAt(moment, timeZone).minute - ((moment / minute) % (24 * 60)),
          );
          fc.pre(new Set(offsets.map(one => ((one % 1440) + 1440) % 1440)).size === 1);
          assert.equal(isSilent(window, now), began !== undefined);
        },
      ),
      {numRuns: 400},
    );
  });

  it('a moment is that of its own wall time, unless that comes twice', () => {
    fc.assert(
      fc.property(moments, fc.constantFrom(...zones), (moment, timeZone) => {
        const wall = wallTimeAt(moment, timeZone);
        const back = momentOf(wall, timeZone);
        assert.deepEqual(wallTimeAt(back, timeZone), wall);
        assert.ok(back <= moment && moment - back <= hour, `${moment - back}`);
        assert.equal(weekdays[weekdayOf(wall.day)], shown(moment, timeZone).weekday);
        assert.equal(wall.minute, shown(moment, timeZone).minute);
      }),
      {numRuns: 500},
    );
  });

  it('has the same id each time that it is looked at, and another one each week', () => {
    const window = weekly({days: ['sat']});
    const saturday = Date.UTC(2026, 10, 28, 0);
    const [first = [], again, next = []] = [saturday, saturday + day, saturday + 7 * day].map(now =>
      windowSilences([window], now).map(one => one.id),
    );
    assert.deepEqual(first, again);
    assert.equal(new Set(first).size, 2);
    // The next one of this week is the last one of the next.
    assert.equal(next[0], first[1]);
  });

  it('that comes once holds between its two times', () => {
    const window = {kind: 'once', runbook: 'x', reason: 'r', from: 10, until: 20} as const;
    assert.deepEqual(
      [9, 10, 19, 20].map(now => isSilent(window, now)),
      [false, true, true, false],
    );
  });
});
