import type {Benchmarks} from './benchmarks.ts';
import {askedNote, dollars} from './cost-tables.ts';
import {
  costTables,
  recogniseTables,
  startTables,
  stormTables,
  storeTables,
  sweepTables,
  type Titled,
} from './part-tables.ts';
import type {Plot} from './peer-plots.ts';
import type {CostPart, Prices, Sourced} from '../cost/bill.ts';
import prices from '../cost/prices.json' with {type: 'json'};

/** A section of docs/benchmarks.md: its prose before the tables, and behind them. */
interface Section {
  readonly title: string;
  readonly names: string;
  readonly before: string;
  readonly tables: readonly Titled[];
  readonly plots: readonly string[];
  readonly behind?: string;
}

/** What is measured of ours alone, in Markdown; what nobody has measured yet is left out. */
export function ownSections(figures: Partial<Benchmarks>, plots: readonly Plot[]): string {
  return sectionsOf(figures)
    .filter(({tables}) => tables.length > 0)
    .map(section => written(section, plots))
    .join('\n');
}

function written(
  {title, names, before, tables, plots, behind}: Section,
  all: readonly Plot[],
): string {
  const pictures = plots.flatMap(file => {
    const found = all.find(one => one.file === file);
    return found === undefined ? [] : [`![${found.alt}](pictures/benchmarks/${file})`];
  });
  return [
    `## ${title}`,
    `${before} (\`npm run bench -- ${names}\`)`,
    ...tables.map(({title: one, text}) => `### ${one}\n\n${text.trimEnd()}`),
    ...pictures,
    ...(behind === undefined ? [] : [behind]),
    '',
  ].join('\n\n');
}

function sectionsOf(figures: Partial<Benchmarks>): readonly Section[] {
  return [
    {
      title: 'Cold start',
      names: 'start command',
      before:
        'Each function in a fresh process under functions-framework, bundled as it is deployed, its store in memory; variants in turn, each beside a function that only answers. A sweep that is not signed in looks for credentials and finds none; the one with its poll is answered by the sandbox. Where “sources” or “compile cache” is said, it is not how it is deployed.',
      tables: startTables(figures),
      plots: ['start.svg'],
    },
    {
      title: 'Recognising',
      names: 'recognise filters',
      before:
        'The view of an entry and every runbook’s `detect`, beside `JSON.parse` of the same text. From 1 kB on the entries are the mix of a bad hour: events of a storm, complaints, policy changes, look-alikes; 200 B are a program’s bare output, which can be no finding. More runbooks than there are: copies of the real ones under other ids, in front of them, each asked about each entry and taking none.',
      tables: recogniseTables(figures),
      plots: ['recognise.svg', 'runbooks.svg'],
    },
    {
      title: 'Storms',
      names: 'flood storm',
      before:
        'Sixteen connections on the loopback, entries of 2 kB, through intake’s own endpoint: another entry of one finding each time, then entries that open an incident each, in memory. Below: the engine in one process on a clock of its own, with a sweep each minute.',
      tables: stormTables(figures),
      plots: ['storm.svg'],
    },
    {
      title: 'Sweeps',
      names: 'sweep fleet allow-list',
      before:
        'What a minute takes: of a healthy fleet against the sandbox, where a tenth of the clusters is looked into, and of so many open incidents on the played cloud. Google’s answers take no time here.',
      tables: sweepTables(figures),
      plots: ['sweep.svg'],
    },
    {
      title: 'SQLite and Firestore',
      names: 'stores',
      before:
        'The same incidents through both stores. A write counts until it is safe: SQLite’s on this machine’s disk, Firestore’s in its emulator, which keeps everything in memory and is no measure of Google’s latency.',
      tables: storeTables(figures),
      plots: ['stores.svg'],
    },
    {
      title: 'What it costs',
      names: 'cost',
      before:
        'Every request is counted in a played world (the sandbox, and the Firestore emulator behind a counter) and priced as below.',
      tables: costTables(figures),
      plots: ['cost.svg'],
      ...(figures.cost === undefined ? {} : {behind: costNotes(figures.cost)}),
    },
  ];
}

/** What the bills rest on, and what they leave out. */
function costNotes(cost: CostPart): string {
  const {assumed, standing} = cost;
  const {storm, apiMs, firestoreMs} = assumed;
  const sources = Object.values(prices as Prices)
    .filter((one): one is Sourced => typeof one === 'object')
    .map(({source, note}) => `- ${source}: ${note}`);
  return `${askedNote(cost)}

**Assumed, not counted**: an answer of Google’s APIs and of the chat takes ${apiMs} ms, Firestore’s ${firestoreMs} ms; a storm is ${storm.entries.toLocaleString('en')} entries of
${storm.bytes / 1_000} kB in ${storm.minutes} minutes over ${storm.clusters} clusters, one instance is billed for as long as it lasts, and each cluster’s incident is the one that was
counted; ${standing.storedGib} GiB lie in Firestore, ${standing.imagesGb} GB of images in the registry, Cloud Run logs ${standing.requestLogBytes / 1_000} kB of each request, and builds take ${standing.buildMinutes} minutes a month. A month has thirty days. An incident’s minutes
count their sweeps as well, so that these are in the bill twice.

**Left out**: taxes and discounts; what the sinks’ projects pay to store the entries that they log anyway; transfer out of Google Cloud to the
chat; Secret Manager, KMS, Cloud Storage of the sources and of an archive, uptime checks and alerts; cold starts (the sweep keeps one
instance of respond warm); clicks and commands; retries where Google or the chat fails. Calls of Google’s other APIs have no price.

Prices of ${prices.region}, looked up on ${prices.readOn}, in bench/cost/prices.json:

${sources.join('\n')}`;
}

/** The dearest and the cheapest of the bills, e.g. for a sentence elsewhere. */
export function costRange({rows}: CostPart): string {
  const all = rows.map(({bill}) => bill.whole);
  return `$${dollars(Math.min(...all))} to $${dollars(Math.max(...all))}`;
}
