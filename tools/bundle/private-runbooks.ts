import {copyFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Plugin} from 'esbuild';
import {bundledRunbooks} from '../../functions/adapters/config/read.ts';
import {readRunbooks} from '../../functions/adapters/runbook-folder.ts';
import {root} from '../root.ts';

/** What a private runbook imports is in the bundle once, with its own chunks. */
export const contractInside: Plugin = {
  name: 'contract-inside',
  setup(build) {
    build.onResolve({filter: /^mesh-responder\/runbook$/}, () => ({
      path: join(root, 'functions/runbook.ts'),
    }));
  },
};

/** The private runbooks that a bundle is to carry: their entries by name, and what is copied as it is. */
export interface Carried {
  readonly entries: Readonly<Record<string, string>>;
  /** Copies the manifests, which Terraform compares with those that it makes roles and sinks of. */
  readonly copyManifests: (bundle: string) => Promise<void>;
}

/** Finds the private runbooks of a folder, which were checked with the configuration that names it. */
export async function carriedFrom(folder: string): Promise<Carried> {
  const read = await readRunbooks(folder);
  if (typeof read === 'string') throw new Error(read);
  const files = read.map(({name, path, module}) => {
    if (module === undefined) throw new Error(`${path} has no runbook.ts`);
    return [`${bundledRunbooks}/${name}/runbook`, module] as const;
  });
  return {
    entries: Object.fromEntries(files),
    async copyManifests(bundle) {
      for (const {name, path} of read) {
        const to = join(bundle, bundledRunbooks, name, 'runbook.json');
        await copyFile(join(path, 'runbook.json'), to);
      }
    },
  };
}
