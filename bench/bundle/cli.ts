import {buildEntry} from './build.ts';
import type {Bundle} from './made.ts';

/** Makes the command of the npm package; bin/mesh-responder.js starts it where there are no sources. */
export function bundleCli(folder: string): Promise<Bundle> {
  return buildEntry('functions/cli/shell/run.ts', 'cli.js', folder);
}
