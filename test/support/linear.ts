import assert from 'node:assert/strict';

/** So much processor time is measured of each size, ms: the kernel counts in steps of a few. */
const measuredMs = 20;
/** Now and then garbage of what ran before is collected within a measurement. */
const tries = 4;

/**
 * Asserts that work on a text four times as long takes about four times as long: quadratic work
 * takes sixteen times. What counts is the processor time of this thread, whatever else the machine does; times
 * too short to compare pass.
 * @param grow makes the argument for a size in characters.
 */
export function assertLinear<T>(grow: (size: number) => T, work: (argument: T) => unknown): void {
  const [little, much] = [grow(64 * 1024), grow(256 * 1024)];
  const floor = 5;
  const seen: string[] = [];
  while (seen.length < tries) {
    const [small, large] = [mean(little, work), mean(much, work)];
    if (large < floor || large / small < 13) return;
    seen.push(`64 KiB: ${small} ms, 256 KiB: ${large} ms`);
  }
  assert.fail(seen.join('; '));
}

/** What one run takes, milliseconds; the first, which compiles, is left out. */
function mean<T>(argument: T, work: (argument: T) => unknown): number {
  work(argument);
  const began = process.threadCpuUsage();
  for (let runs = 1; ; runs += 1) {
    work(argument);
    const {user, system} = process.threadCpuUsage(began);
    const ms = (user + system) / 1000;
    if (ms >= measuredMs) return ms / runs;
  }
}
