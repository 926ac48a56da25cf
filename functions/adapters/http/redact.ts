const removed = '[redacted]';

/** Longest `said` that a failed call carries, in characters. */
export const saidLimit = 300;

/** More than any error needs; keeps the patterns below from walking through megabytes. */
const lookedAt = 8_192;

/**
 * What a secret looks like, each with its replacement. Shapes: Google access tokens begin with
 * `ya29.`, Slack tokens with `xox?-` or `xapp-` (https://docs.slack.dev/authentication/tokens), a
 * Slack webhook is secret from `/services/` on, a Google Chat webhook in its `key` and `token`.
 */
const shapes: readonly (readonly [RegExp, string])[] = [
  [/(hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers))[^\s"'<>]*/gi, `$1/${removed}`],
  [/\bx(?:ox[a-z]|app)-[\w.-]+/gi, removed],
  [/\bya29\.[\w.~+/=-]+/gi, removed],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, removed],
  [/\b(bearer|basic)\s+[^\s"',;<>]+/gi, `$1 ${removed}`],
  [
    /(authorization["']?\s{0,9}[:=]\s{0,9}["']?)(?:bearer\s|basic\s)?[^\s"',;<>]+/gi,
    `$1${removed}`,
  ],
  [/([?&](?:key|token|access_token|sig|signature)(?:=|%3D))[^&\s"'<>#]+/gi, `$1${removed}`],
  [
    /(["'](?:key|token|access_token|refresh_token|id_token|client_secret|private_key)["']\s{0,9}:\s{0,9}["'])[^"']+/gi,
    `$1${removed}`,
  ],
];

/**
 * Removes everything that looks like a secret, and every one of `secrets` wherever it stands;
 * folds white space and clamps.
 */
export function redact(text: string, secrets: readonly string[] = [], limit = saidLimit): string {
  let clean = text.slice(0, lookedAt);
  for (const secret of secrets) clean = clean.replaceAll(secret, removed);
  for (const [shape, instead] of shapes) clean = clean.replace(shape, instead);
  clean = clean.replace(/\s+/g, ' ').trim();
  return clean.length > limit ? `${clean.slice(0, limit - 1)}…` : clean;
}

/** Query parameters that authenticate a request. */
const secretQuery = ['key', 'token', 'access_token'];

/** Headers that authenticate a request, in lower case. */
export const secretHeaders = ['authorization', 'proxy-authorization', 'x-goog-api-key'];

/** A text as servers echo it: as it is, and encoded once or twice, by what put it into an address. */
function echoes(text: string): readonly string[] {
  const once = encodeURIComponent(text);
  return [text, once, encodeURIComponent(once)];
}

/** Shorter texts are no secrets, and removing them everywhere would spoil the message. */
const shortestSecret = 6;

/** The secrets of one request, longest first, so that a server that echoes them gives nothing away. */
export function secretsOf(request: {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
}): readonly string[] {
  const found = new Set<string>(request.secrets);
  for (const [name, value] of Object.entries(request.headers)) {
    if (!secretHeaders.includes(name.toLowerCase())) continue;
    found.add(value);
    found.add(value.slice(value.indexOf(' ') + 1));
  }
  for (const name of secretQuery) {
    for (const value of request.url.searchParams.getAll(name)) found.add(value);
  }
  const hook = request.url.pathname.indexOf('/services/T');
  if (hook >= 0) {
    const path = request.url.pathname.slice(hook + '/services/'.length);
    found.add(path);
    for (const part of path.split('/')) found.add(part);
  }
  return [...found]
    .flatMap(echoes)
    .filter(text => text.length >= shortestSecret)
    .sort((one, other) => other.length - one.length);
}
