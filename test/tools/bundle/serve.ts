import {join} from 'node:path';
import {packageFolder} from '../../../tools/bundle/bundle.ts';
import {root, start} from '../../support/child.ts';
import {freePort} from '../../support/free-port.ts';
import {envelope} from '../../support/function.ts';
import {until} from '../../support/until.ts';
import type {Made} from './made.ts';

const main = join(root, 'node_modules/@google-cloud/functions-framework/build/src/main.js');
const seen = 'loads ';
/** Says the URL of every module when it is loaded. */
const hook = `data:text/javascript,${encodeURIComponent(
  `import {registerHooks} from 'node:module';
   import {writeSync} from 'node:fs';
   registerHooks({load: (url, context, next) => (writeSync(2, '${seen}' + url + '\\n'), next(url, context))});`,
)}`;

/** A bundled function in a process of its own. */
export interface Served {
  /** Posts a log entry in a Pub/Sub push envelope and returns the status. */
  readonly push: (entry: unknown) => Promise<number>;
  /** The npm packages of the bundle that the process has loaded so far, sorted. */
  readonly packages: () => readonly string[];
  readonly shown: () => string;
  readonly stop: () => Promise<unknown>;
}

/** Starts a bundled function under the functions framework, and waits until it listens. */
export async function serve(
  {functions}: Made,
  target: 'intake' | 'respond' | 'interact',
  env: Readonly<Record<string, string>>,
): Promise<Served> {
  const port = await freePort();
  const args = ['--import', hook, main, `--target=${target}`, `--port=${port}`];
  const child = start(process.execPath, [...args, `--source=${functions.folder}`], {env});
  const url = `http://127.0.0.1:${port}/`;
  const shown = (): string =>
    child.stdout() + child.stderr().replaceAll(new RegExp(`^${seen}.*\n`, 'gm'), '');
  await until(
    `${target} listens`,
    async () => {
      if (!child.alive()) throw new Error(`${target} ended before it listened: ${shown()}`);
      // The framework answers this path itself: the function stays untouched.
      const answer = await fetch(`${url}robots.txt`).catch(() => undefined);
      await answer?.arrayBuffer();
      return answer === undefined ? undefined : true;
    },
    shown,
  );
  return {
    async push(entry) {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {'content-type': 'application/json'},
        body: JSON.stringify(envelope(JSON.stringify(entry))),
      });
      await answer.arrayBuffer();
      return answer.status;
    },
    packages() {
      const files = Array.from(
        child.stderr().matchAll(/^loads file:.*\/(.+)$/gm),
        ([, one]) => one,
      );
      const modules = files.flatMap(name => functions.chunks[name ?? '']?.modules ?? []);
      const folders = modules.flatMap(one => packageFolder(one) ?? []);
      return [...new Set(folders.map(one => one.replace(/.*node_modules\//, '')))].sort();
    },
    shown,
    stop: () => child.stop(),
  };
}
