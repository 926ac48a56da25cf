import {absent, ran} from './client.ts';

/** Says before the tests what is missing, and after them how many commands ran. */
export const mochaHooks = {
  beforeAll(): void {
    if (absent.length === 0) return;
    const what = `${absent.join(' and ')} cannot be started here`;
    if (process.env['CLIENTS'] === 'required') throw new Error(`${what}, and CLIENTS=required`);
    console.warn(`\n*** THE OFFICIAL CLIENTS WERE NOT ASKED: ${what.toUpperCase()} ***\n`);
  },
  afterAll(): void {
    console.log(`commands=${ran()}`);
  },
};
