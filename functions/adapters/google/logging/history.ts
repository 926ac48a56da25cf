import type {History} from '../../../core/ports/ports.ts';
import {CallError} from '../../../core/lib/error.ts';
import {retry} from '../../http/retry.ts';
import {logging} from '../client/api-clients.ts';
import {carrierOf, type GoogleDeps, readGoogle} from '../client/call.ts';
import {transport, type Transport} from '../client/fetch-bridge.ts';
import {at, isObject, type JsonObject, textAt} from '../../../core/lib/json.ts';
import {malformed} from '../../http/failed-attempt.ts';

/** Entries of one page: the most that entries.list gives. */
const pageSize = 1000;

/** `since` gives no more entries than this; then the filter or the time is too wide. */
export const mostEntries = 100_000;

const call = 'logging entries.list';

interface Query {
  readonly project: string;
  readonly filter: string;
  readonly pageToken: string | undefined;
  readonly order?: 'timestamp desc';
}

/**
 * Cloud Logging's history with @google-cloud/logging in REST mode, loaded with the first question.
 * The library builds and sends the request; the page is taken from its transport, as REST gave it,
 * because its decoder cannot give it back: 12.1.0 fails the whole page for one audit entry ("no such
 * type: google.cloud.audit.AuditLog") and turns timestamps and payloads into protobuf objects.
 */
export function loggingHistory(deps: GoogleDeps): History {
  const page = async (query: Query): Promise<Page> => {
    library ??= load();
    const loaded = await library;
    return retry({call, write: false}, deps, signal => ask(loaded, query, deps, signal));
  };
  return {
    async count(project, filter, minutes) {
      const from = new Date(deps.clock.now() - minutes * 60_000).toISOString();
      return readGoogle(
        deps,
        call,
        // A first message waits for it: the generated client takes a third of the other's time.
        async options => {
          const requestBody = {
            resourceNames: [`projects/${project}`],
            filter: after(filter, from),
            orderBy: 'timestamp asc',
            pageSize,
          };
          return (await logging()).entries.list({requestBody}, options);
        },
        data => {
          const {entries, next} = parsePage(data);
          return {count: entries.length, atLeast: next !== undefined};
        },
      );
    },
    async newest(project, filter, from) {
      const order = 'timestamp desc';
      const query = {project, filter: after(filter, timeIn(from)), pageToken: undefined};
      return (await page({...query, order})).entries;
    },
    async *since(project, filter, from) {
      const query = {project, filter: after(filter, timeIn(from))};
      let given = 0;
      let pageToken: string | undefined;
      do {
        const {entries, next} = await page({...query, pageToken});
        given += entries.length;
        if (given > mostEntries) {
          throw refused(`more than ${mostEntries} entries since ${from}: ask for less`);
        }
        yield* entries;
        pageToken = next;
      } while (pageToken !== undefined);
    },
  };
}

/** The filter stands on its own lines, so that a comment in it ends before the parenthesis. */
function after(filter: string, from: string): string {
  const time = `timestamp>="${from}"`;
  return filter.trim() === '' ? time : `(\n${filter}\n)\nAND ${time}`;
}

/** A time that may stand in a filter. */
function timeIn(from: string): string {
  if (!Number.isNaN(Date.parse(from)) && !/["\\\s]/.test(from)) return from;
  throw refused(`${JSON.stringify(from.slice(0, 40))} is no RFC 3339 time`);
}

function refused(said: string): CallError {
  return new CallError({call, failure: 'invalid', status: 0, said, attempts: 0});
}

interface Library {
  readonly service: LoggingService;
  readonly sending: Transport;
}

/** What is asked of the library's own client of the API, whose type the library leaves out. */
interface LoggingService {
  listLogEntries(
    request: {
      readonly resourceNames: readonly string[];
      readonly filter: string;
      readonly orderBy: string;
      readonly pageSize: number;
      readonly pageToken?: string;
    },
    options: {readonly autoPaginate: false; readonly retry: null},
  ): Promise<unknown>;
}

/** One for the process: it knows nothing of whoever asks, and takes 12 ms and 1 MB. */
let library: Promise<Library> | undefined;

/**
 * A `Logging` puts its own project into every question, so that each project would need one; the client of
 * the API that it is made of asks for what it is told.
 */
async function load(): Promise<Library> {
  const {Logging} = await import('@google-cloud/logging');
  const sending = await transport();
  // REST; the constructor's type does not know the option. The endpoint is given so that no
  // environment variable decides it.
  const rest = {fallback: true} as const;
  const apiEndpoint = 'logging.googleapis.com';
  const {authClient} = sending;
  const client = new Logging({projectId: 'not-looked-up', authClient, apiEndpoint, ...rest});
  return {service: client.loggingService as unknown as LoggingService, sending};
}

async function ask(
  {service, sending}: Library,
  {project, filter, pageToken, order}: Query,
  deps: GoogleDeps,
  signal: AbortSignal,
): Promise<Page> {
  let page: Page | undefined;
  const send = carrierOf(deps, signal);
  await sending.run(
    async request => {
      page = parsePage((await send(request)).json);
      return {text: '{}', json: {}};
    },
    () =>
      service.listLogEntries(
        {
          resourceNames: [`projects/${project}`],
          filter,
          orderBy: order ?? 'timestamp asc',
          pageSize,
          ...(pageToken === undefined ? {} : {pageToken}),
        },
        {autoPaginate: false, retry: null},
      ),
  );
  if (page === undefined) throw new Error('the library sent no request');
  return page;
}

/** A page of log entries as REST gives it. */
export interface Page {
  readonly entries: readonly JsonObject[];
  /** Token of the next page; a page can be empty and still have one. */
  readonly next: string | undefined;
}

/**
 * Reads an entries.list answer; `{}` is an empty page.
 * https://docs.cloud.google.com/logging/docs/reference/v2/rest/v2/entries/list
 * @throws FailedAttempt malformed.
 */
export function parsePage(data: unknown): Page {
  const entries = at(data, 'entries') ?? [];
  if (!isObject(data) || !Array.isArray(entries))
    throw malformed('the page has no list of entries');
  if (!entries.every(isObject)) throw malformed('an entry of the page is no object');
  const next = textAt(data, 'nextPageToken') ?? '';
  return {entries, next: next === '' ? undefined : next};
}
