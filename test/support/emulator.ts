import {execFileSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {join} from 'node:path';
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

let started: Promise<Emulator> | undefined;

/**
 * The Pub/Sub emulator of the gcloud installation, one for all tests of a run; it ends with them.
 * @returns undefined, and says so loudly, where there is none; with EMULATORS=required that is an error.
 */
export async function pubsubEmulator(): Promise<Emulator | undefined> {
  const missing = missingPart();
  if (missing === undefined) return (started ??= startEmulator());
  const text = `THE EMULATOR TIER DID NOT RUN: ${missing}`;
  if (process.env['EMULATORS'] === 'required') throw new Error(`${text} (EMULATORS=required)`);
  console.error(`\n*** ${text} ***\n`);
  return undefined;
}

function missingPart(): string | undefined {
  const path = script();
  if (path === undefined) return 'there is no gcloud';
  if (!existsSync(path)) return 'the gcloud installation has no Pub/Sub emulator';
  return said('java', ['--version']) === undefined ? 'there is no Java' : undefined;
}

function script(): string | undefined {
  const root = said('gcloud', ['info', '--format=value(installation.sdk_root)']);
  return root === undefined
    ? undefined
    : join(root, 'platform/pubsub-emulator/bin/cloud-pubsub-emulator');
}

function said(program: string, args: readonly string[]): string | undefined {
  try {
    return execFileSync(program, args, {encoding: 'utf8', stdio: 'pipe'}).trim();
  } catch {
    return undefined;
  }
}

async function startEmulator(): Promise<Emulator> {
  const host = `127.0.0.1:${await freePort()}`;
  const child: Child = start(script() ?? '', [`--host=127.0.0.1`, `--port=${host.split(':')[1]}`]);
  await until(
    'the Pub/Sub emulator answers',
    async () => {
      if (!child.alive()) throw new Error(`the emulator ended: ${child.stderr()}`);
      return when(
        await fetch(`http://${host}`).then(
          answer => answer.ok,
          () => false,
        ),
      );
    },
    child.stderr,
  );
  return {
    host,
    async call(method, path, body) {
      const answer = await fetch(`http://${host}/v1/${path}`, {
        method,
        headers: {'content-type': 'application/json'},
        body: JSON.stringify(body),
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`emulator ${method} ${path}: ${answer.status} ${text}`);
      const value: unknown = JSON.parse(text);
      return value;
    },
  };
}
