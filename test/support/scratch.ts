import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** A directory of one test's own. */
export interface Scratch {
  readonly path: (name: string) => string;
  /** Writes a file, JSON unless it is text, and returns its path. */
  readonly write: (name: string, content: unknown) => Promise<string>;
  readonly remove: () => Promise<void>;
}

/** Makes an empty directory. */
export async function scratch(): Promise<Scratch> {
  const directory = await mkdtemp(join(tmpdir(), 'mesh-responder-'));
  const path = (name: string): string => join(directory, name);
  return {
    path,
    async write(name, content) {
      await writeFile(path(name), typeof content === 'string' ? content : JSON.stringify(content));
      return path(name);
    },
    remove: () => rm(directory, {recursive: true, force: true}),
  };
}
