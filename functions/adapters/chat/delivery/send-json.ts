/** One HTTP request with a JSON body; `call` names it in errors, because URLs may hold secrets. */
export interface JsonRequest {
  readonly call: string;
  readonly method: 'POST' | 'PATCH' | 'GET';
  readonly url: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** A 2xx answer; `body` is parsed JSON, or the text as it came where it is none. */
export interface JsonAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

/**
 * Sends one request under the project's HTTP policy. Throws `CallError` for anything but 2xx; the
 * error never holds the URL, a header or another secret.
 */
export type SendJson = (request: JsonRequest) => Promise<JsonAnswer>;
