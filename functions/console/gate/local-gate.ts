import {createHmac} from 'node:crypto';
import type {AtGate, Entered, Gate, Viewer} from './gate.ts';
import {cookieOf, withinSite} from './gate.ts';
import {isSame} from './forms.ts';

/** What a console on one's own machine lets people in by. */
export interface LocalGate {
  readonly gate: Gate;
  /** The part of the address that opens it, once. */
  readonly key: string;
}

/**
 * The gate of a console on one machine: the address that it prints holds a key that opens it once, for which a browser gets a
 * session that ends with the process. Only this machine's own names are served, so that no page of another name can lead a
 * browser here (DNS rebinding).
 * @param token makes 32 hex digits that nobody can guess.
 */
export function localGate(
  viewer: Viewer,
  {port, token}: {readonly port: () => number; readonly token: () => string},
): LocalGate {
  const key = token() + token();
  const secret = token() + token();
  let session: string | undefined;
  const cookie = () => `mesh-responder-console-${port()}`;
  const hosts = () => ['127.0.0.1', 'localhost', '[::1]'].map(one => `${one}:${port()}`);
  const isIn = (request: AtGate): boolean =>
    session !== undefined && isSame(session, cookieOf(request, cookie()) ?? '');
  return {
    key,
    gate: {
      origins: ({header}) =>
        hosts().flatMap(one => (one === header('host') ? `http://${one}` : [])),
      enter(request): Entered {
        const {header, url} = request;
        if (!hosts().includes(header('host') ?? '')) return refused('no-session');
        const given = url.searchParams.get('key');
        if (given !== null && isSame(key, given)) {
          const to = new URL(url);
          to.searchParams.delete('key');
          if (session !== undefined && !isIn(request)) return refused('token-used');
          session ??= token() + token();
          return {
            kind: 'welcome',
            to: withinSite(to),
            setCookie: `${cookie()}=${session}; Path=/; HttpOnly; SameSite=Strict`,
          };
        }
        if (session === undefined || !isIn(request)) return refused('no-session');
        const csrf = createHmac('sha256', secret).update(session).digest('hex');
        return {kind: 'in', viewer, csrf};
      },
    },
  };
}

function refused(kind: 'no-session' | 'token-used'): Entered {
  return {kind: 'refused', status: 403, trouble: {kind}};
}
