import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {writeBenchmarks} from '../figures/benchmarks.ts';
import {peerTables} from '../figures/peer-tables.ts';
import {writePages} from '../figures/write-pages.ts';
import {measurePeers} from './measure-peers.ts';
import {optionsOf} from './options.ts';

/**
 * The way from an event to its first post, through ours and through its peers, side by side. With `--write` the figures go
 * into docs/benchmarks.json, and from there into the pages.
 */
export async function peers(args: readonly string[]): Promise<string> {
  const options = optionsOf(args);
  const folder = await mkdtemp(join(tmpdir(), 'mesh-responder-peers-'));
  try {
    const figures = await measurePeers(options, folder, line => {
      process.stderr.write(`${line}\n`);
    });
    if (options.write) {
      await writeBenchmarks({peers: figures});
      await writePages();
    }
    return peerTables(figures);
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}
