import type {ServerResponse} from 'node:http';
import {setTimeout as sleep} from 'node:timers/promises';
import {type Answer, googleError} from './answer.ts';
import type {Call, Route} from './call.ts';
import {injectFault, type Outcome} from './inject-fault.ts';
import {type Effect, hits} from './fault.ts';
import {findHost, type Host} from '../hosts/index.ts';
import {stamp} from '../json.ts';
import type {Body} from './read-body.ts';
import {note, type Run, type Seen} from '../state.ts';
import {settle} from '../world/world.ts';

/** A proxied request, taken apart. */
export interface Arrived {
  readonly method: string;
  readonly host: string;
  /** Path and query, as sent. */
  readonly target: string;
  readonly body: Body;
  /** Header `x-goog-request-reason`. */
  readonly reason: string | undefined;
  readonly accept: string;
  readonly contentType: string;
  /** Header `x-mesh-responder-signature`. */
  readonly signature: string;
}

/** What serving needs to know of the sandbox at the time of the call. */
export interface Serving {
  readonly run: Run;
  readonly now: () => number;
  /** Ends waiting when the sandbox closes. */
  readonly closing: AbortSignal;
}

/** Answers one proxied request: finds its host, lets the faults have their turn, carries it out. */
export async function serve(
  arrived: Arrived,
  {run, now, closing}: Serving,
  out: ServerResponse,
): Promise<void> {
  const host = findHost(arrived.host);
  const call = readCall(arrived);
  const route = call === undefined ? undefined : host?.route(call);
  const seen: Seen = {
    at: stamp(now()),
    method: arrived.method,
    host: arrived.host,
    path: arrived.target,
    verb: route?.verb ?? '',
    mutating: route?.mutating ?? false,
    contentType: arrived.contentType,
    body:
      arrived.body.kind === 'json'
        ? arrived.body.value
        : arrived.body.kind === 'junk'
          ? arrived.body.text
          : null,
    status: 0,
  };
  note(run, seen);
  if (host === undefined || route === undefined || call === undefined) {
    finish(seen, {kind: 'answer', answer: unknown(arrived)}, {out, date: now()});
    return;
  }
  const effect = await disturb(run, host, route, seen, closing);
  settle(run.site.world, now());
  const outcome = injectFault(effect, {host, route, call, body: arrived.body, run, now: now()});
  const date = now() + run.site.world.skewMs;
  const live = outcome.kind === 'answer' ? outcome.answer.live : undefined;
  if (live === undefined) {
    finish(seen, outcome, {out, date});
    return;
  }
  seen.status = 200;
  out.writeHead(200, {'content-type': 'application/json', date: new Date(date).toUTCString()});
  out.flushHeaders();
  await goOn(live, {run, now, closing}, out);
}

/** How often somebody who watches is told what is new. */
const beatMs = 100;

async function goOn(
  live: NonNullable<Answer['live']>,
  {run, now, closing}: Serving,
  out: ServerResponse,
): Promise<void> {
  const left = new AbortController();
  out.once('close', () => {
    left.abort();
  });
  const signal = AbortSignal.any([closing, left.signal]);
  const end = now() + (live.seconds ?? Number.POSITIVE_INFINITY) * 1000;
  try {
    while (now() < end) {
      settle(run.site.world, now());
      for (const line of live.news(now())) out.write(line);
      await sleep(beatMs, undefined, {signal});
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  out.end();
}

function readCall(arrived: Arrived): Call | undefined {
  const mark = arrived.target.indexOf('?');
  const raw = mark < 0 ? arrived.target : arrived.target.slice(0, mark);
  try {
    return {
      method: arrived.method,
      host: arrived.host,
      path: decodeURIComponent(raw),
      account: / as (\S+@\S+)$/.exec(arrived.reason ?? '')?.[1],
      query: new URLSearchParams(mark < 0 ? '' : arrived.target.slice(mark)),
      body: arrived.body.kind === 'json' ? arrived.body.value : undefined,
      accept: arrived.accept,
      contentType: arrived.contentType,
      signature: arrived.signature,
    };
  } catch {
    return undefined;
  }
}

function unknown({method, host, target}: Arrived): Answer {
  return googleError(
    404,
    `The sandbox does not play ${method} ${host}${target.split('?')[0] ?? ''}.`,
  );
}

/** Waits through the delays that apply, and returns the first other effect. */
async function disturb(
  run: Run,
  host: Host,
  route: Route,
  seen: Seen,
  closing: AbortSignal,
): Promise<Effect | undefined> {
  for (const one of [...run.faults]) {
    if (one.left <= 0 || !hits(one.fault, host.key, route.verb)) continue;
    one.left -= 1;
    seen.fault = one.fault.text;
    const {effect} = one.fault;
    if (effect.kind !== 'delay') return effect;
    await sleep(effect.ms, undefined, {signal: closing});
  }
  return undefined;
}

function finish(
  seen: Seen,
  outcome: Outcome,
  {out, date}: {readonly out: ServerResponse; readonly date: number},
): void {
  if (outcome.kind === 'drop') {
    out.destroy();
    return;
  }
  const {answer, half} = outcome;
  if (answer.held === true) return;
  seen.status = answer.status;
  const text = answer.text ?? JSON.stringify(answer.body);
  out.writeHead(answer.status, {
    'content-type': 'application/json; charset=UTF-8',
    date: new Date(date).toUTCString(),
    ...answer.headers,
  });
  out.end(half === true ? text.slice(0, Math.floor(text.length / 2)) : text);
}
