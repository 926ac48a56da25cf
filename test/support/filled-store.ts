import {sqliteStore} from '../../functions/adapters/store/sqlite/sqlite-store.ts';
import {FakeClock} from './clock.ts';
import {type Played, playScenario} from './scenario.ts';
import {type Scratch, scratch} from './scratch.ts';

/** A scenario that is played into a store file, which a command then reads by its configuration. */
export interface Filled {
  readonly played: Played;
  readonly files: Scratch;
  /** Path of the configuration. */
  readonly config: string;
  /** What a command is run with, to ask this sandbox. */
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

/** Who calls the sandbox, by its audit log. */
export const responder = 'mesh-responder@shop-ops.iam.gserviceaccount.com';

/**
 * Starts a scenario that began some hours before now, whose incidents are kept in a file. Virtual and real time are one axis:
 * the commands look at the real clock.
 */
export async function fillStore(
  scenario: string,
  {hoursAgo, config = {}}: {readonly hoursAgo: number; readonly config?: object},
): Promise<Filled> {
  const files = await scratch();
  const path = files.path('incidents.db');
  const clock = new FakeClock(Date.now() - hoursAgo * 60 * 60 * 1000);
  const store = await sqliteStore({path});
  const played = await playScenario(scenario, () => ({store, guardStore: store}), [], clock);
  const file = await files.write('config.json', {
    ...played.sandbox.config,
    store: {sqlite: {path}},
    messages: {identity: responder},
    ...config,
  });
  return {
    ...{played, files, config: file},
    env: {MESH_RESPONDER_CONFIG: file, MESH_RESPONDER_API_PROXY: played.sandbox.url},
    async close() {
      await played.close();
      await files.remove();
    },
  };
}
