import graph from './causes.json' with {type: 'json'};

/**
 * THE CAUSAL GRAPH, by symptom: the runbooks whose problem explains another one's signs, the most basic
 * first. One cause is one incident; what it explains is linked to it and told by it.
 */
export const causes: Readonly<Record<string, readonly string[]>> = graph;

/** The runbooks that explain the signs of one. */
export function causesOf(id: string): readonly string[] {
  return causes[id] ?? [];
}
