import {googleReaders} from '../adapters/google/readers.ts';
import {actions} from '../actions/index.ts';
import type {Deps, Looking} from '../engine/lib/context.ts';
import {memoizedReaders} from '../engine/lib/memoized-readers.ts';
import {googleDeps, historyOf, type Start} from './compose.ts';
import {openStoresToRead, type Stores} from './open-store.ts';
import {runbooksOf} from './registry.ts';

/**
 * What one look at live state needs, and nothing that could change or tell anything. Each thing is read
 * once; the store is opened when something of it is asked for.
 * @throws ConfigError for what private runbooks lack.
 */
export async function composeReadOnly(
  start: Pick<Start, 'settings' | 'env'>,
): Promise<Looking & Pick<Deps, 'actions'>> {
  const {settings, env} = start;
  const google = googleDeps({env});
  let opened: Promise<Stores> | undefined;
  return {
    settings,
    runbooks: await runbooksOf(settings),
    actions,
    readers: memoizedReaders(googleReaders(google)),
    history: historyOf(google),
    clock: google.clock,
    timing: google.timing,
    store: {
      async mark(name) {
        opened ??= openStoresToRead({settings, env, google});
        return (await opened).store.mark(name);
      },
    },
  };
}
