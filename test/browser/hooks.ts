import {existsSync} from 'node:fs';

/** Chromium: that of `CHROMIUM`, else Debian's. */
export const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** A browser that is not there fails nothing, loudly, unless `BROWSER=required`. */
export const mochaHooks = {
  beforeAll(): void {
    if (existsSync(chromiumPath)) return;
    const what = `there is no Chromium at ${chromiumPath}`;
    if (process.env['BROWSER'] === 'required') throw new Error(`${what}, and BROWSER=required`);
    console.warn(`\n*** THE CONSOLE WAS NOT OPENED IN A BROWSER: ${what.toUpperCase()} ***\n`);
    process.exit(0);
  },
};
