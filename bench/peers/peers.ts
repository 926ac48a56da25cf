import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Benchmarks} from '../figures/benchmarks.ts';
import {measurePeers} from './measure-peers.ts';
import {optionsOf} from './options.ts';

/** The way from an event to its first post, through ours and through its peers, side by side. */
export async function peers(args: readonly string[]): Promise<Partial<Benchmarks>> {
  const options = optionsOf(args);
  const folder = await mkdtemp(join(tmpdir(), 'mesh-responder-peers-'));
  try {
    const figures = await measurePeers(options, folder, line => {
      process.stderr.write(`${line}\n`);
    });
    return {peers: figures};
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}
