import {at, textAt} from '../../../functions/core/lib/json.ts';
import type {Watch} from '../../support/gate.ts';
import type {Received} from '../../support/loopback.ts';
import type {Server, Target} from '../../support/stage.ts';

/** A process that can be killed. */
export type Victim = Target | 'command';

/** A request that leaves a process, or reaches it: the n-th of its kind, from 1. */
export interface Point {
  readonly victim: Victim;
  readonly kind: string;
  readonly number: number;
}

/** A kill: before a request is made, or when it was and its answer was not heard yet. */
export interface Strike {
  readonly point: Point;
  readonly moment: 'before' | 'after';
}

/** A strike in words, for whoever reads of a failure. */
export function nameOf({point, moment}: Strike): string {
  return `${point.victim} killed ${moment} ${point.kind} ${point.number}`;
}

/** Kinds whose effect outlives the process: the answer to them can be missed. */
const effects =
  /^(delivery|pubsub publish|store commit|serviceusage enable|cloudresourcemanager setIamPolicy|slack (root|reply|chat\.update))/;

/** Both moments of every effect, and the first of each kind of read, whose answer changes nothing. */
export function strikesAt(points: readonly Point[]): readonly Strike[] {
  return points.flatMap((point): readonly Strike[] => {
    const before = {point, moment: 'before'} as const;
    if (effects.test(point.kind)) return [before, {point, moment: 'after'}];
    return point.number === 1 ? [before] : [];
  });
}

/** Counts the requests of a history, and strikes at one of them. */
export interface Recorder {
  readonly points: readonly Point[];
  readonly struck: () => boolean;
  readonly watch: (victim: Victim, server: Server) => Watch;
}

/** Makes a recorder; `kill` ends when the victim is dead. */
export function recorder(
  strike: Strike | undefined,
  kill: (victim: Victim) => Promise<void>,
): Recorder {
  const points: Point[] = [];
  let struck = false;
  return {
    points,
    struck: () => struck,
    watch: (victim, server) => async (request, carry) => {
      const kind = kindOf(server, request);
      if (kind === undefined) return carry();
      const earlier = points.filter(one => one.victim === victim && one.kind === kind);
      const point = {victim, kind, number: earlier.length + 1};
      points.push(point);
      if (struck || strike === undefined || !isSame(strike.point, point)) return carry();
      struck = true;
      if (strike.moment === 'after') await carry();
      await kill(victim);
      return undefined;
    },
  };
}

function isSame(one: Point, other: Point): boolean {
  return one.victim === other.victim && one.kind === other.kind && one.number === other.number;
}

/** What kind of request this is; undefined: none that is counted. */
function kindOf(server: Server, {method, url, body}: Received): string | undefined {
  const path = url.split('?')[0] ?? '';
  const word = /[:/]([\w.]+)$/.exec(path)?.[1] ?? '';
  switch (server) {
    case 'door':
      return at(json(body), 'message') === undefined ? undefined : 'delivery';
    case 'pubsub':
      return `pubsub ${word}`;
    case 'firestore':
      return word === 'commit' ? `store commit to ${collectionIn(body)}` : `store ${word}`;
    case 'apis':
      return apiKind(path, method === 'GET' ? 'get' : word, body);
  }
}

function apiKind(path: string, word: string, body: string): string {
  const [, host = ''] = path.split('/');
  if (host !== 'slack.com') return `${host.replace('.googleapis.com', '')} ${word}`;
  const method = path.split('/').at(-1) ?? '';
  if (method !== 'chat.postMessage') return `slack ${method}`;
  return textAt(json(body), 'thread_ts') === undefined ? 'slack root' : 'slack reply';
}

function collectionIn(commit: string): string {
  return /documents\/mesh-responder-(\w+)\//.exec(commit)?.[1] ?? 'nothing';
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
