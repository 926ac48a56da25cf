import type {Incident} from '../../functions/core/incident/incident.ts';
import type {Mark} from '../../functions/core/ports/ports.ts';
import {sampleIncident} from '../adapters/store/incident.ts';

/** The place in which something was written: whoever knows it knows each byte that belongs there. */
export interface Written {
  readonly kind: 'incident' | 'mark' | 'quarantined';
  readonly name: string;
  readonly version: number;
}

/** The incident that all writers of all processes replace in turn. */
export const shared = 'shared';

/** What is written: from some bytes to some pages of the database, so that a commit is of several. */
export function incidentOf(name: string, version: number): Incident {
  const word = `${name}/${version} `;
  const quote = word.repeat((version * 131 + name.length * 37) % 700);
  const evidence = [{quote}];
  const reasons = {};
  const entries = {count: version, firstAt: 1000, lastAt: 1000 + version, seen: [name]};
  return sampleIncident({id: name, key: name, version, intake: {entries, evidence, reasons}});
}

export function markOf(name: string, version: number): Mark {
  return {name, version, value: {writer: name, at: version}};
}

const word = 'acknowledged';

/** The lines by which a writer says outside what it has written. */
export function linesOf(written: readonly Written[]): string {
  return written.map(one => `${word} ${one.kind} ${one.name} ${one.version}\n`).join('');
}

/** What such lines say. */
export function writtenIn(text: string): readonly Written[] {
  return [...text.matchAll(/^acknowledged (incident|mark|quarantined) (\S+) (\d+)$/gm)].map(
    ([, kind, name = '', version]) => ({
      kind: kind as Written['kind'],
      name,
      version: Number(version),
    }),
  );
}
