/** A program on this machine that stands in for the outside; see `parseProxy`. */
export interface ApiProxy {
  /** E.g. `http://127.0.0.1:8080`. */
  readonly origin: string;
}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Reads the address of the API proxy: `http://`, a loopback name and a port, nothing else. Calls
 * to a proxy carry no credentials, yet chat secrets may stand in their paths, so it must not be
 * another machine.
 * @throws Error that says what is wrong; the value itself is not repeated, it may hold a password.
 */
export function parseProxy(text: string): ApiProxy {
  const url = URL.parse(text);
  if (url === null) throw refused('it is no URL');
  if (url.protocol !== 'http:') throw refused('only http is spoken on the loopback');
  if (text.includes('@')) throw refused('it must not carry a user or a password');
  if (!loopback.has(url.hostname)) throw refused('its host is not 127.0.0.1, localhost or [::1]');
  if (url.pathname !== '/') throw refused('it must not have a path');
  if (text.includes('?') || text.includes('#')) throw refused('it must not have a query');
  return {origin: url.origin};
}

/** `https://HOST/PATH?QUERY` as `PROXY/HOST/PATH?QUERY`; the same URL when there is no proxy. */
export function proxied(url: URL, proxy: ApiProxy | undefined): URL {
  if (proxy === undefined) return url;
  return new URL(`${proxy.origin}/${url.host}${url.pathname}${url.search}`);
}

function refused(why: string): Error {
  return new Error(`The API proxy cannot be used: ${why}. Give http://127.0.0.1:PORT.`);
}

/** True for the address of an emulator: a name or an IP address and a port, `HOST:PORT`. */
export function isHostPort(text: string): boolean {
  return /^([\w.-]+|\[[\da-f:]+\]):\d{1,5}$/i.test(text);
}
