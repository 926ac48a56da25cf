import type {Context} from 'hono';
import {StoreError, errorText} from '../../core/lib/error.ts';
import {statesOf} from '../../core/incident/listing.ts';
import type {Locale} from '../../core/texts/define-texts.ts';
import type {Html} from '../../pages/html.ts';
import {phrase} from '../../pages/console/texts.ts';
import {page, type Section} from '../../pages/console/shell.ts';
import {type Trouble, troublePage} from '../../pages/console/trouble.ts';
import type {ConsoleDeps} from '../deps.ts';
import {type AtGate, cookieOf, type Viewer} from '../gate/gate.ts';
import {speaking, type Speaking} from '../read/speaking.ts';
import {patienceSeconds, within} from './within.ts';

/** What the routes share of one request. */
export interface Visit {
  readonly viewer: Viewer;
  readonly csrf: string;
  readonly speaking: Speaking;
  /** Path and query. */
  readonly here: string;
}

/** What the server keeps with a request. */
export interface Env {
  Variables: {visit: Visit | undefined; speaking: Speaking};
}

/** A request of the console. */
export type Call = Context<Env>;

/** What the gate has said of a request; every route stands behind it. */
export function visitOf(call: Call): Visit {
  const visit = call.get('visit');
  if (visit === undefined) throw new Error('a route of the console stands before its gate');
  return visit;
}

/** What a gate looks at. */
export function atGate(call: Call): AtGate {
  return {header: name => call.req.header(name), url: new URL(call.req.url)};
}

const languageCookie = 'mesh-responder-lang';

/** Speaks as it is asked to: by the address, by what was chosen before, by the browser, or by the configuration. */
export function speakingOf(deps: ConsoleDeps, call: Call): Speaking {
  const request = atGate(call);
  const asked = localeIn(request.url.searchParams.get('lang') ?? undefined);
  if (asked !== undefined) {
    call.header(
      'set-cookie',
      `${languageCookie}=${asked}; Path=/; SameSite=Strict; Max-Age=31536000`,
      {
        append: true,
      },
    );
  }
  const locale =
    asked ??
    localeIn(cookieOf(request, languageCookie)) ??
    acceptedOf(request.header('accept-language')) ??
    deps.settings.locale;
  const zone = deps.settings.messages?.timeZone ?? 'UTC';
  return speaking(deps.speak(locale), zone, deps.clock.now());
}

function localeIn(text: string | undefined): Locale | undefined {
  return text === 'en' || text === 'ko' ? text : undefined;
}

/** Of the languages that a browser asks for, the first of ours: https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4 */
export function acceptedOf(header: string | undefined): Locale | undefined {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map(one => {
      const [tag = '', ...params] = one.trim().split(';');
      const q = params.map(param => /^\s*q=([\d.]+)\s*$/.exec(param)?.[1]).find(Boolean);
      return {locale: localeIn(tag.split('-')[0]?.toLowerCase()), q: Number(q ?? 1)};
    })
    .filter(one => one.q > 0)
    .sort((a, b) => b.q - a.q);
  return wanted.find(one => one.locale !== undefined)?.locale;
}

/** What a page is made of beside its content. */
export interface Shown {
  readonly title: string;
  readonly section?: Section;
  readonly main: Html;
  readonly live?: string;
  readonly sheet?: string;
  readonly word?: string;
  readonly status?: 200 | 409;
}

/** Answers with a page. */
export async function show(
  deps: ConsoleDeps,
  call: Call,
  visit: Visit,
  shown: Shown,
): Promise<Response> {
  const {title, section, main, live, sheet, word, status = 200} = shown;
  const waiting = await within(deps.clock, deps.store.total({states: statesOf('person')}));
  const text = page(
    {
      tongue: visit.speaking,
      title,
      here: visit.here,
      waiting,
      viewer: viewerOf(visit),
      ...(section === undefined ? {} : {section}),
      ...(live === undefined ? {} : {live}),
      ...(sheet === undefined ? {} : {sheet}),
      ...(word === undefined ? {} : {word}),
    },
    main,
  );
  return call.html(text, status);
}

function viewerOf({viewer}: Visit): {readonly name: string; readonly isVerified: boolean} {
  return viewer.kind === 'known'
    ? {name: viewer.by, isVerified: true}
    : {name: viewer.name, isVerified: false};
}

const statuses: Readonly<Record<Trouble['kind'], 401 | 403 | 404 | 405 | 413 | 500 | 503>> = {
  'no-incident': 404,
  'no-page': 404,
  'no-store': 503,
  'no-session': 403,
  'token-used': 403,
  'not-signed-in': 401,
  'keys-unknown': 503,
  'foreign-form': 403,
  'read-only': 403,
  'wrong-method': 405,
  'too-large': 413,
  failed: 500,
};

/** Answers with a page that says what is wrong; it reads nothing, so that it always comes. */
export function trouble(call: Call, what: Trouble): Response {
  const tongue = call.get('speaking');
  const visit = call.get('visit');
  const main = troublePage(tongue, what);
  if (what.kind === 'wrong-method') call.header('allow', what.allowed);
  if (what.kind === 'no-store' || what.kind === 'keys-unknown') call.header('retry-after', '5');
  const text = page(
    {
      tongue,
      title: tongue.say(phrase(`console.trouble.${what.kind}`)),
      here: visit?.here ?? '/incidents',
      ...(visit === undefined ? {} : {viewer: viewerOf(visit)}),
    },
    main,
  );
  return call.html(text, statuses[what.kind]);
}

/** What failed is for the log; whoever looks learns what to do. */
export function failure(deps: ConsoleDeps, call: Call, error: unknown): Response {
  deps.log.error('a page could not be made', {path: call.req.path, error: errorText(error)});
  return error instanceof StoreError
    ? trouble(call, {kind: 'no-store', seconds: patienceSeconds})
    : trouble(call, {kind: 'failed'});
}
