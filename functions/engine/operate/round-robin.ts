import {projectOf} from '../../core/detection/finding.ts';
import type {Due} from '../../core/ports/ports.ts';

/**
 * Whose turn it is among what is due: one incident of each project, the longest due first, then the
 * next of each, so that a project with many delays no other.
 */
export function roundRobin(due: readonly Due[], limit: number): readonly string[] {
  const projects = new Map<string, string[]>();
  for (const {id, key} of due) {
    const project = projectOf(key);
    const own = projects.get(project);
    if (own === undefined) projects.set(project, [id]);
    else own.push(id);
  }
  const turns: string[] = [];
  for (let turn = 0; turns.length < Math.min(limit, due.length); turn += 1) {
    turns.push(...[...projects.values()].flatMap(own => own[turn] ?? []));
  }
  return turns.slice(0, limit);
}
