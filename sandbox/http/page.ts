import {invalid, ok, type Answer} from './answer.ts';

/**
 * One page of a list, answered with a `nextPageToken` while there is more. A size of 0 means the
 * usual one; larger sizes than the service's most are cut.
 */
export function page<T>(
  all: readonly T[],
  asked: {readonly size: number; readonly token: string},
  limits: {readonly usual: number; readonly most: number},
  show: (items: readonly T[], next: {readonly nextPageToken?: string}) => unknown,
): Answer {
  const {size, token} = asked;
  if (!Number.isInteger(size) || size < 0) return invalid('pageSize must be a whole number');
  const start = token === '' ? 0 : read(token);
  if (start === undefined) return invalid('pageToken is not one that this service gave out');
  const end = start + Math.min(size === 0 ? limits.usual : size, limits.most);
  const next =
    end < all.length ? {nextPageToken: Buffer.from(`from:${end}`).toString('base64url')} : {};
  return ok(show(all.slice(start, end), next));
}

function read(token: string): number | undefined {
  const match = /^from:(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString());
  return match === null ? undefined : Number(match[1]);
}
