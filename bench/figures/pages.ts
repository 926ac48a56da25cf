import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {formatted} from '../../tools/docs/format.ts';
import {between} from '../../tools/docs/markers.ts';
import {root} from '../../tools/root.ts';
import {type Benchmarks, benchmarksFile, type PeerFigures, readBenchmarks} from './benchmarks.ts';
import {aimsTable} from './aims.ts';
import {differencesTable} from './differences.ts';
import {partPlots} from './part-plots.ts';
import {ownSections} from './sections.ts';
import {peerPlots, type Plot} from './peer-plots.ts';
import {isBurst, loadOf} from './peer-runs.ts';
import {burstsTable, costTable, latencyTable, missingNote, ratesTable} from './peer-tables.ts';
import {readmeTable} from './readme-table.ts';

const page = 'docs/benchmarks.md';
const told = 'docs/performance.md';
/** The folder of the plots. */
export const pictures = 'docs/pictures/benchmarks';
const readmes = ['README.md', 'README.ko.md'] as const;

/** Every file that is made from docs/benchmarks.json, by its path from the root. */
export async function pagesFromFigures(): Promise<ReadonlyMap<string, string>> {
  const figures = await readBenchmarks();
  const plots = [...peerPlots(figures.peers), ...partPlots(figures)];
  const files = new Map(plots.map(({file, svg}) => [`${pictures}/${file}`, svg]));
  files.set(page, await formatted(pageOf(figures, plots), 'markdown'));
  const explained = await readFile(join(root, told), 'utf8');
  const aims = between(told, explained, 'aims', aimsTable(figures));
  files.set(told, await formatted(aims, 'markdown'));
  for (const readme of readmes) {
    const text = await readFile(join(root, readme), 'utf8');
    const shown = readmeTable(figures.peers, readme === 'README.md' ? 'en' : 'ko');
    files.set(readme, await formatted(between(readme, text, 'benchmarks', shown), 'markdown'));
  }
  return files;
}

function pageOf(figures: Benchmarks, plots: readonly Plot[]): string {
  const {peers} = figures;
  const {made, programs} = peers;
  const pictured = (start: string): string =>
    plots
      .filter(one => one.file.startsWith(start))
      .map(({file, alt}) => `![${alt}](pictures/benchmarks/${file})`)
      .join('\n\n');
  const versions = programs
    .filter(one => !one.id.startsWith('ours'))
    .map(({name, version}) => `${name} ${version}`);
  const latency = latencyTable(peers);
  return `# Benchmarks

How long it takes from an event to the first post in a chat, beside what a person would run in its place; then what ours alone takes and costs.
Every figure of this page stands in [benchmarks.json](${benchmarksFile.replace('docs/', '')}), which says of each part when and how it was made. **Compare what stands side by side,
not times with those of another machine.** What the figures mean, and what made them, is in [performance](performance.md).

\`\`\`sh
npm run bench -- --write --quick       # a quarter of an hour: measures everything, and writes this page, its pictures and the first pages' tables
npm run bench -- start recognise       # prints some of it: recognise filters start flood storm command sweep fleet allow-list stores cost peers
npm run bench -- start --write         # measures a part thoroughly, and writes it in the place of what stood there
npm run bench -- peers --only ours     # of one program: ours ours-small alertmanager node-red n8n
npm run bench -- peers --write         # an hour
\`\`\`

The peers were measured on ${made.on} with Node.js ${made.node}, ${versions.join(', ')}; ${made.cores}. A figure is the median of ${rounds(made.rounds)}.
The bench installs nothing. It measures the peers that it finds on PATH or in the folders of \`BENCH_PEERS\` (written like PATH; a folder into which npm
installed one will do), and says which it did not find.

${missingNote(peers)}
## What is measured

- **Each event is a problem of its own**: the control plane of another cluster has stalled, and each cluster is one of forty memberships of a
  fleet. Ours and the flows get the log entry, Alertmanager the alert that somebody would have made of it.
- **Google's APIs and the chat are one program on the loopback**, which notes when the first post that names an event arrives. What is
  measured is from the sending of the event to that arrival, on the machine's monotonic clock.
- **Ours is intake as one process** (\`MESH_RESPONDER_LOCAL=1\`): bundled, under functions-framework, its store a file of SQLite, a Slack bot, mode
  observe. Before the first post it has opened an incident on the disk, read live state (what the fleet says, which membership the cluster is, the
  cluster, its revisions through the Connect Gateway) and asked Cloud Logging about similar entries; then it starts a thread. The others pass
  on what they got. **As deployed** is the same with the options of node that Terraform sets for an instance of 256 MiB.
- **The peers are set for speed**: Alertmanager groups nothing and waits for nothing, the flows are two or three nodes and answer before they
  post, n8n runs twenty executions side by side.
- Every run is a fresh process with an empty store that has seen 40 events before. At a fixed rate events are sent whatever becomes of those
  before: who is slower than the rate falls behind, and its percentiles grow with the length of the run. Lost is what has no post after
  three minutes.

## From an event to its first post

${ratesTable(peers)}
${sentNote(peers)}

${pictured('first-post')}

## All at once

A fault of a whole fleet opens hundreds of incidents in a moment.

${burstsTable(peers)}
${pictured('at-once')}

## Start and memory

Memory is the most that was resident, of all processes of a program.

${costTable(peers)}
${pictured('memory')}

${latency === '' ? '' : `## With slower answers of Google\n\nThe peers ask Google nothing, so that they do not notice.\n\n${latency}\n${pictured('latency')}\n\n`}## What each does besides

${differencesTable()}
What you draw: a flow can do it, and whoever draws it writes and tests it.

${ownSections(figures, plots)}`;
}

/** How many events percentiles are of: of a hundred or less p99 is about the slowest. */
function sentNote({runs}: PeerFigures): string {
  const each = new Map(runs.flatMap(one => (isBurst(one) ? [] : [[loadOf(one), one.events]])));
  const said = [...each].map(([load, events]) => `${events} at ${load}`);
  return said.length === 0 ? '' : `Events of a run: ${said.join(', ')}.`;
}

function rounds(count: number): string {
  return count === 1 ? 'one run' : `${count} runs, in turn`;
}
