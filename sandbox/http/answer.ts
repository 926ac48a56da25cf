/** What a host answers to one call. `body` is sent as JSON, unless it is `text`. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Set when the body is not JSON but this text, e.g. Slack's `ok` to a webhook. */
  readonly text?: string;
  /** True: the call is never answered; the connection stays open until somebody closes it. */
  readonly held?: boolean;
  /** The body goes on: what is new at a time, until so many seconds are over or the caller leaves. */
  readonly live?: {
    readonly seconds?: number;
    readonly news: (now: number) => readonly string[];
  };
}

/** A generated type, as something may show it that is not to be changed. */
export type Shown<T> = T extends readonly (infer One)[]
  ? readonly Shown<One>[]
  : T extends object
    ? {readonly [Field in keyof T]: Shown<T[Field]>}
    : T;

/** No answer at all. */
export const held: Answer = {status: 0, body: undefined, held: true};

/** A 200 with a JSON body. */
export function ok(body: unknown): Answer {
  return {status: 200, body};
}

/** A plain-text answer. */
export function plain(status: number, text: string): Answer {
  return {status, body: undefined, text, headers: {'content-type': 'text/html; charset=utf-8'}};
}

/** `error.status` words by HTTP code: https://docs.cloud.google.com/apis/design/errors */
const words: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  412: 'FAILED_PRECONDITION',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  501: 'UNIMPLEMENTED',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
};

/** An error in the shape that all Google APIs share: `{error: {code, message, status, details?}}`. */
export function googleError(
  code: number,
  message: string,
  more: {readonly status?: string; readonly details?: readonly unknown[]} = {},
): Answer {
  const status = more.status ?? words[code] ?? 'UNKNOWN';
  const details = more.details === undefined ? {} : {details: more.details};
  return {status: code, body: {error: {code, message, status, ...details}}};
}

/** 400 INVALID_ARGUMENT. */
export function invalid(message: string): Answer {
  return googleError(400, message);
}

/** 404 NOT_FOUND for a resource name. */
export function notFound(name: string): Answer {
  return googleError(404, `Resource '${name}' was not found`);
}
