import {clockOffset} from '../../../../adapters/google/deployment/clock-offset.ts';
import {type Check, found, ok} from '../check.ts';

/** When the clock is further off than this, tokens are refused, and leases and deadlines go wrong. */
const mostSeconds = 60;

/** Whether our clock agrees with Google's. */
export function clockChecks(): readonly Check[] {
  return [
    {
      check: 'clock',
      subject: 'this machine',
      async run(deps) {
        const seconds = Math.round((await clockOffset(deps)) / 1000);
        const off = Math.abs(seconds);
        if (off <= mostSeconds) return [ok('clock', {seconds: off})];
        const code = seconds > 0 ? 'clock-ahead' : 'clock-behind';
        return [found('broken', code, {seconds: off}, 'sudo timedatectl set-ntp true')];
      },
    },
  ];
}
