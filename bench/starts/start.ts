import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {startSandbox} from '../../sandbox/start.ts';
import {signSlack} from '../../sandbox/clicks/sign-slack.ts';
import {slackApp, workspace} from '../../sandbox/people.ts';
import {root} from '../../tools/root.ts';
import type {Benchmarks} from '../figures/benchmarks.ts';
import {madeNow} from '../figures/made.ts';
import {type Effort, roundsOf} from '../lib/effort.ts';
import {otherEntry, stormEntry} from '../lib/entries.ts';
import {median} from '../lib/measure.ts';
import {envelope, firstAnswer, type Posted, serve, type Serving} from '../lib/served.ts';
import type {Stage} from '../lib/stage.ts';

interface Variant extends Serving {
  readonly name: string;
  /** Makes the first request that it gets. */
  readonly asked: () => Posted;
  /** The status of its answer. */
  readonly answer: number;
}

/** From a process's start to its first answer, and the memory it then has; variants in turn. */
export async function start(stage: Stage, effort: Effort): Promise<Partial<Benchmarks>> {
  const cache = await mkdtemp(join(tmpdir(), 'mesh-responder-cache-'));
  const sandbox = await startSandbox({scenario: 'connect-gateway-disabled', now: () => Date.now()});
  const variants = variantsOf(stage, {cache, sandbox: sandbox.url});
  const rounds = roundsOf(effort, 15);
  const took = variants.map(() => ({ms: [] as number[], mib: [] as number[]}));
  try {
    // The first round fills the disk's and the compiler's caches.
    for (let round = -1; round < rounds; round += 1) {
      for (const [index, variant] of variants.entries()) {
        const {ms, mib} = await once(variant);
        if (round < 0) continue;
        took[index]?.ms.push(ms);
        took[index]?.mib.push(mib);
      }
    }
  } finally {
    await sandbox.close();
    await rm(cache, {recursive: true, force: true});
  }
  const empty = took[0]?.ms ?? [];
  const rows = variants.map(({name}, index) => {
    const {ms = [], mib = []} = took[index] ?? {};
    return {
      name,
      ms: median(ms),
      timesEmpty: median(ms.map((one, round) => one / (empty[round] ?? Number.NaN))),
      fastestMs: Math.min(...ms),
      mib: median(mib),
    };
  });
  return {start: {made: madeNow(rounds), rows}};
}

async function once(variant: Variant): Promise<{readonly ms: number; readonly mib: number}> {
  const began = performance.now();
  const served = await serve(variant);
  try {
    const status = await firstAnswer(served, variant.asked());
    const ms = performance.now() - began;
    if (status !== variant.answer) throw new Error(`${variant.name} answered ${status}`);
    return {ms, mib: await served.resident()};
  } finally {
    await served.stop();
  }
}

/** What the functions are asked in turn; the empty one is the first. */
function variantsOf(
  {empty, emptyMjs, bundled, config, secrets}: Stage,
  {cache, sandbox}: {readonly cache: string; readonly sandbox: string},
): readonly Variant[] {
  const push = (value: unknown) => ({answer: 204, asked: () => ({body: envelope(value)})});
  const [other, ours, sweep] = [push(otherEntry()), push(stormEntry(1)), push({sweep: true})];
  const incident = push({incident: 'nobody-knows-it'});
  const played = {MESH_RESPONDER_API_PROXY: sandbox};
  const cached = {NODE_COMPILE_CACHE: cache};
  const functions = (target: string, env: Serving['env'] = {}) => ({
    source: bundled,
    target,
    env: {...secrets, ...env},
  });
  const sources = (target: string) => ({
    source: root,
    target,
    env: {...secrets, MESH_RESPONDER_CONFIG: config},
  });
  return [
    {name: 'empty function', source: empty, target: 'empty', ...other},
    {name: 'empty function, .mjs', source: emptyMjs, target: 'empty', ...other},
    {name: 'intake: not ours', ...functions('intake'), ...other},
    {name: 'intake: opens an incident', ...functions('intake'), ...ours},
    {name: 'respond: a work message', ...functions('respond'), ...incident},
    {name: 'respond: a sweep, not signed in', ...functions('respond'), ...sweep},
    {name: 'respond: a sweep and its poll', ...functions('respond', played), ...sweep},
    {name: 'interact: no signature', ...functions('interact'), asked: () => command(), answer: 401},
    {name: 'interact: a command', ...functions('interact'), asked: signedCommand, answer: 200},
    {name: 'console: its first page', ...functions('console'), asked: page, answer: 200},
    {name: 'intake, sources: opens an incident', ...sources('intake'), ...ours},
    {name: 'respond, sources: a sweep, not signed in', ...sources('respond'), ...sweep},
    {name: 'intake, compile cache: opens', ...functions('intake', cached), ...ours},
    {
      name: 'respond, compile cache: a sweep and its poll',
      ...functions('respond', {...played, ...cached}),
      ...sweep,
    },
  ];
}

/** The list of incidents, as a browser asks for it. */
function page(): Posted {
  return {method: 'GET', path: '/incidents', body: ''};
}

/** A slash command of somebody of the workspace, as Slack posts it. */
function command(): Posted {
  const fields = {command: '/mesh', text: '', user_id: 'U0BENCH', team_id: workspace.id};
  const headers = {'content-type': 'application/x-www-form-urlencoded'};
  return {path: '/slack/command', body: new URLSearchParams(fields).toString(), headers};
}

function signedCommand(): Posted {
  const {body, headers, ...rest} = command();
  const signed = signSlack(body, slackApp.signingSecret, Math.floor(Date.now() / 1000));
  return {...rest, body, headers: {...headers, ...signed}};
}
