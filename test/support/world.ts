import type {Incident} from '../../functions/core/incident/incident.ts';
import {at, textAt} from '../../functions/core/lib/json.ts';
import type {Kept} from '../../functions/core/ports/ports.ts';
import {sqliteStore} from '../../functions/adapters/store/sqlite/sqlite-store.ts';
import type {ChatMessage} from '../../sandbox/chat.ts';
import type {Sandbox} from '../../sandbox/sandbox.ts';
import {type SandboxOptions, startSandbox} from '../../sandbox/start.ts';
import type {Seen} from '../../sandbox/state.ts';
import {type Scratch, scratch} from './scratch.ts';
import {until} from './until.ts';

/** The service that the gateway runbook turns on. */
export const gateway = 'connectgateway.googleapis.com';

/** A sandbox with a responder's configuration and store beside it, for child processes. */
export interface Played {
  readonly sandbox: Sandbox;
  readonly files: Scratch;
  /** Path of the configuration file. */
  readonly config: string;
  /** Path of the store that the configuration names. */
  readonly store: string;
  readonly timeScale: number;
  /** What a deployable's process is started with. */
  readonly env: Readonly<Record<string, string>>;
  readonly incidents: () => Promise<readonly Incident[]>;
  readonly quarantined: () => Promise<readonly Kept[]>;
  readonly close: () => Promise<void>;
}

/** Starts a sandbox in this process and writes a configuration for it; `config` replaces fields. */
export async function play(
  options: Omit<SandboxOptions, 'now'>,
  config: Readonly<Record<string, unknown>> = {},
): Promise<Played> {
  const {timeScale = 200} = options;
  const sandbox = await startSandbox({...options, timeScale, now: () => Date.now()});
  const files = await scratch();
  const path = files.path('incidents.db');
  const settings = {...sandbox.config, store: {sqlite: {path}}, ...config};
  const file = await files.write('config.json', settings);
  const read = async <T>(
    look: (store: Awaited<ReturnType<typeof sqliteStore>>) => Promise<T>,
  ): Promise<T> => {
    const store = await sqliteStore({path});
    try {
      return await look(store);
    } finally {
      await store.close();
    }
  };
  return {
    sandbox,
    files,
    config: file,
    store: path,
    timeScale,
    env: {
      MESH_RESPONDER_CONFIG: file,
      MESH_RESPONDER_API_PROXY: sandbox.url,
      MESH_RESPONDER_TIME_SCALE: String(timeScale),
    },
    incidents: () => read(store => store.all()),
    quarantined: () => read(store => store.quarantined()),
    async close() {
      await sandbox.close();
      await files.remove();
    },
  };
}

/** Waits for the incident that `wanted` picks. */
export function incidentThat(
  played: Pick<Played, 'incidents'>,
  awaited: string,
  wanted: (incident: Incident) => boolean,
): Promise<Incident> {
  return until(
    awaited,
    async () => (await played.incidents()).find(wanted),
    async () => (await played.incidents()).map(({id, state, reason}) => ({id, state, reason})),
  );
}

/** Waits for the incident of a project to reach a state. */
export function reaches(
  played: Pick<Played, 'incidents'>,
  project: string,
  state: Incident['state'],
): Promise<Incident> {
  return incidentThat(
    played,
    `${project} ${state}`,
    one => one.target.project === project && one.state === state,
  );
}

/** The requests of one verb, oldest first. */
export function requestsOf(sandbox: Sandbox, verb: string, about = ''): readonly Seen[] {
  return sandbox.requests().filter(one => one.verb === verb && one.path.includes(about));
}

/** Mutating requests that went to Google, not to chat. */
export function changesAsked(sandbox: Sandbox): readonly Seen[] {
  return sandbox
    .requests()
    .filter(one => one.mutating && one.host.endsWith('.googleapis.com'))
    .filter(one => one.host !== 'chat.googleapis.com');
}

/** Audit entries of changes that took effect: what the world itself says was done, e.g. `EnableService`. */
export function effects(sandbox: Sandbox, method: string, about = ''): number {
  return sandbox.entries().filter(entry => {
    const name = textAt(entry, 'protoPayload', 'methodName') ?? '';
    const what = textAt(entry, 'protoPayload', 'resourceName') ?? '';
    // A long-running call has several entries, of which one has the outcome.
    const isOutcome =
      at(entry, 'operation') === undefined ||
      at(entry, 'protoPayload', 'response', 'service') !== undefined;
    return isOutcome && name.endsWith(method) && what.includes(about);
  }).length;
}

/** Messages of one chat that start something, oldest first; `about` must stand in them. */
export function roots(
  sandbox: Sandbox,
  service: ChatMessage['service'],
  about = '',
): readonly ChatMessage[] {
  const all = sandbox.chat().messages.filter(one => one.service === service);
  return all.filter(({thread, now}) => {
    // The header has the short name of the place; where that is a cluster's, the facts have the project.
    const facts = JSON.stringify(now.body);
    const isAbout = now.text.includes(about) || facts.includes(`*Project*\\n${about}"`);
    return thread === undefined && isAbout;
  });
}

/** A root and what hangs on it, oldest first. */
export function threadOf(sandbox: Sandbox, root: ChatMessage): readonly ChatMessage[] {
  return sandbox.chat().messages.filter(one => one === root || one.thread === root.id);
}
