import {readFile, writeFile} from 'node:fs/promises';
import {pathToFileURL} from 'node:url';
import {causes, causesOf} from '../functions/runbooks/causes.ts';
import {runbooks} from '../functions/runbooks/index.ts';
import {states, type Standing} from '../functions/core/incident.ts';
import type {State} from '../functions/core/reason.ts';

// Draws what the docs show of the code from the code itself: `npm run docs`.
const page = new URL('architecture.md', import.meta.url);

/** architecture.md with its diagrams drawn anew, between their markers. */
export async function withDiagrams(): Promise<string> {
  const text = await readFile(page, 'utf8');
  return put(put(text, 'states', stateDiagram()), 'causes', causeDiagram());
}

/** A text with a drawing between the markers of a name. @throws Error where they are missing. */
function put(text: string, name: string, drawing: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`architecture.md lacks ${start} … ${end}`);
  return `${text.slice(0, from + start.length)}\n\n${drawing}\n\n${text.slice(to)}`;
}

/** The causal graph: from each problem to those whose signs it explains; the number is the order. */
function causeDiagram(): string {
  const ids = Object.keys(causes).filter(
    id => causesOf(id).length > 0 || Object.values(causes).some(one => one.includes(id)),
  );
  const title = (id: string): string =>
    runbooks.find(one => one.manifest.id === id)?.manifest.title ?? id;
  const boxes = ids.map(id => `  ${id}["${title(id)}"]`);
  const arrows = ids.flatMap(id =>
    causesOf(id).map((cause, at) => `  ${cause} -->|${at + 1}| ${id}`),
  );
  return ['```mermaid', 'flowchart LR', ...boxes, ...arrows, '```'].join('\n');
}

/** The table `states` as a Mermaid diagram, with the kinds of states in colours. */
function stateDiagram(): string {
  const all = Object.keys(states) as State[];
  const name = (state: State): string => state.replaceAll('-', '_');
  const arrows = all.flatMap(from =>
    states[from].next.filter(to => to !== from).map(to => `  ${name(from)} --> ${name(to)}`),
  );
  const aliases = all.filter(one => one.includes('-')).map(one => `  ${name(one)}: ${one}`);
  const kinds = (['open', 'parked', 'closed'] as const).map(
    kind => `  class ${of(all, kind).map(name).join(', ')} ${kind}`,
  );
  return [
    '```mermaid',
    'stateDiagram-v2',
    '  classDef open fill:#dbeafe,color:#111',
    '  classDef parked fill:#fef3c7,color:#111',
    '  classDef closed fill:#e5e7eb,color:#111',
    ...aliases,
    '  [*] --> detected',
    ...arrows,
    ...kinds,
    '```',
  ].join('\n');
}

function of(all: readonly State[], kind: Standing): readonly State[] {
  return all.filter(one => states[one].standing === kind);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await writeFile(page, await withDiagrams());
}
