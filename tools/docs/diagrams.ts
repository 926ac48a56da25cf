import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {states, type Standing} from '../../functions/core/incident/incident.ts';
import type {State} from '../../functions/core/incident/reason.ts';
import {causes, causesOf} from '../../functions/runbooks/causes.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import {root} from '../root.ts';
import {between} from './markers.ts';

/** The page with the diagrams of states and causes, a path from the root. */
export const diagramsPage = 'docs/architecture.md';

/** The page with its diagrams drawn anew from the code, between their markers. */
export async function withDiagrams(): Promise<string> {
  const text = await readFile(join(root, diagramsPage), 'utf8');
  const drawn = between(diagramsPage, text, 'states', stateDiagram());
  return between(diagramsPage, drawn, 'causes', causeDiagram());
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
