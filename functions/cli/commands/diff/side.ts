import {actions} from '../../../actions/index.ts';
import {engineTimeScale} from '../../../adapters/env.ts';
import {TimeScale} from '../../../core/lib/time-scale.ts';
import type {KeptLook} from '../../../core/looks/kept-look.ts';
import {Hindsight} from '../../../engine/hindsight/decide-entry.ts';
import type {Decided} from '../../../engine/hindsight/decided.ts';
import {loadConfigWithoutChat} from '../../../wiring/load-config.ts';
import {runbooksOf} from '../../../wiring/registry.ts';
import type {Io} from '../../shell/command.ts';

/** What a responder says of itself before it is asked. */
export interface Introduction {
  /** Its version, as package.json has it. */
  readonly version: string;
  /** Ids of the projects of its configuration. */
  readonly projects: readonly string[];
  /** The filters of its runbooks' sinks, without projects. */
  readonly filters: readonly string[];
}

/** A version with a configuration, which says what it would do. */
export interface Side extends Introduction {
  /** What it would do about a look. All looks are asked for before the first entry, which may rest on them. */
  look(look: KeptLook): Promise<Decided>;
  /** What it would do about a log entry. */
  entry(value: unknown): Promise<Decided>;
  close(): Promise<void>;
}

/** This version with a configuration file. @throws ConfigError, EnvError. */
export async function ownSide(config: string, {env}: Pick<Io, 'env'>): Promise<Side> {
  const settings = await loadConfigWithoutChat(config, env);
  const runbooks = await runbooksOf(settings);
  const timing = new TimeScale(engineTimeScale(env));
  const hindsight = new Hindsight({settings, runbooks, actions, timing});
  const {default: manifest} = await import('../../../../package.json', {with: {type: 'json'}});
  return {
    version: manifest.version,
    projects: settings.projects.map(one => one.id),
    filters: runbooks.flatMap(one => one.manifest.filter ?? []),
    look(look) {
      hindsight.remember(look);
      return hindsight.look(look);
    },
    entry: value => hindsight.entry(value),
    close: () => Promise.resolve(),
  };
}
