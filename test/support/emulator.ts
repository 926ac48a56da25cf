import {execFileSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
import type {Context} from 'mocha';
import {type Child, start} from './child.ts';
import {freePort} from './free-port.ts';
import {until, when} from './until.ts';

/** A running Pub/Sub emulator. */
export interface Emulator {
  /** `HOST:PORT`, the value of PUBSUB_EMULATOR_HOST. */
  readonly host: string;
  /** Calls its REST API, https://docs.cloud.google.com/pubsub/docs/reference/rest, and returns the answer. */
  readonly call: (method: string, path: string, body: unknown) => Promise<unknown>;
}

/** An emulator of the gcloud installation. */
interface Kind {
  readonly name: string;
  /** Its own script, below the installation's root. */
  readonly script: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

const pubsub: Kind = {
  name: 'Pub/Sub emulator',
  script: 'platform/pubsub-emulator/bin/cloud-pubsub-emulator',
  args: [],
  env: {},
};

const firestore: Kind = {
  name: 'Firestore emulator',
  script: 'platform/cloud-firestore-emulator/cloud_firestore_emulator',
  args: ['start'],
  // The script starts Java beside itself; with `exec` it becomes Java, so that both end together.
  env: {JAVA: 'exec java -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m'},
};

let pubsubStarted: Promise<string> | undefined;
let firestoreStarted: Promise<string> | undefined;

/**
 * The Pub/Sub emulator of the gcloud installation, one for all tests of a run; it ends with them.
 * @returns undefined, and says so loudly, where there is none; with EMULATORS=required that is an error.
 */
export async function pubsubEmulator(): Promise<Emulator | undefined> {
  if (isMissing(pubsub)) return undefined;
  const host = await (pubsubStarted ??= startEmulator(pubsub));
  return {host, call: (method, path, body) => call(host, method, path, body)};
}

/**
 * The Firestore emulator, like `pubsubEmulator`. Every project and every database is there from the
 * start, and empty.
 * @returns the value of FIRESTORE_EMULATOR_HOST.
 */
export async function firestoreEmulator(): Promise<string | undefined> {
  if (isMissing(firestore)) return undefined;
  return (firestoreStarted ??= startEmulator(firestore));
}

/** What was started, or the tests of this block are skipped. */
export async function orSkip<T>(context: Context, started: Promise<T | undefined>): Promise<T> {
  const found = await started;
  return found ?? context.skip();
}

/** Both emulators, or the tests of this block are skipped. */
export async function bothOrSkip(
  context: Context,
): Promise<{readonly pubsub: Emulator; readonly firestore: string}> {
  const [pubsub, firestore] = await Promise.all([pubsubEmulator(), firestoreEmulator()]);
  return pubsub !== undefined && firestore !== undefined ? {pubsub, firestore} : context.skip();
}

function isMissing(kind: Kind): boolean {
  const missing = missingPart(kind);
  if (missing === undefined) return false;
  const text = `THE EMULATOR TIER DID NOT RUN: ${missing}`;
  if (process.env['EMULATORS'] === 'required') throw new Error(`${text} (EMULATORS=required)`);
  console.error(`\n*** ${text} ***\n`);
  return true;
}

function missingPart(kind: Kind): string | undefined {
  const path = script(kind);
  if (path === undefined) return 'there is no gcloud';
  if (!existsSync(path)) return `the gcloud installation has no ${kind.name}`;
  return said('java', ['--version']) === undefined ? 'there is no Java' : undefined;
}

let root: string | undefined;

function script(kind: Kind): string | undefined {
  root ??= said('gcloud', ['info', '--format=value(installation.sdk_root)']);
  return root === undefined ? undefined : join(root, kind.script);
}

function said(program: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync(program, args, {encoding: 'utf8', stdio: 'pipe'}).trim();
  } catch {
    return undefined;
  }
}

/** Java on a machine that does other things as well takes its time; milliseconds. */
const startMs = 120_000;

async function startEmulator(kind: Kind): Promise<string> {
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const args = [...kind.args, '--host=127.0.0.1', `--port=${port}`];
  const child: Child = start(script(kind) ?? '', args, {env: kind.env});
  await until(
    `the ${kind.name} answers`,
    async () => {
      if (!child.alive()) throw new Error(`the ${kind.name} ended: ${child.stderr()}`);
      return when(
        await fetch(`http://${host}`).then(
          answer => answer.ok,
          () => false,
        ),
      );
    },
    child.stderr,
    startMs,
  );
  return host;
}

async function call(host: string, method: string, path: string, body: unknown): Promise<unknown> {
  const answer = await fetch(`http://${host}/v1/${path}`, {
    method,
    headers: {'content-type': 'application/json'},
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`emulator ${method} ${path}: ${answer.status} ${text}`);
  const value: unknown = JSON.parse(text);
  return value;
}
