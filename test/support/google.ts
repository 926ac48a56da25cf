import type {GoogleDeps} from '../../functions/adapters/google/client/call.ts';
import type {FakeClock} from './clock.ts';
import {outside} from './outside.ts';

/** What Google adapters get in tests: a fixed token in the place of credentials. */
export function googleDeps(
  extra: Partial<GoogleDeps> = {},
): GoogleDeps & {readonly clock: FakeClock} {
  const authorise = () => Promise.resolve({authorization: 'Bearer test-token'});
  return {authorise, ...extra, ...outside(extra)};
}
