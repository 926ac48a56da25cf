import type {Target} from '../detection/target.ts';

/** Who suffers from a problem, as live state shows it; everything is counted once. */
export interface Impact {
  /** Workloads that lack pods, or whose pods have to be replaced, as `namespace/name`, sorted. */
  readonly workloads?: readonly string[];
  /** True where these workloads lack pods now; else their pods run, and have to be replaced. */
  readonly lack?: true;
  /** Namespaces that are affected, sorted. */
  readonly namespaces?: readonly string[];
  /** How many pods are affected. */
  readonly pods?: number;
  /** The clusters that are affected. */
  readonly clusters?: readonly Target[];
  /** True where nobody could see what suffers. */
  readonly unknown?: true;
}

/** So many of each are kept; the counts stay true. */
const most = 50;

/** What of an impact is kept with an incident. */
export interface KeptImpact extends Impact {
  /** How many there are of what is listed, where that is more than the list. */
  readonly counts?: Readonly<Partial<Record<'workloads' | 'namespaces' | 'clusters', number>>>;
}

/** An impact that a document has room for. */
export function keptImpact(impact: Impact): KeptImpact {
  const {workloads = [], namespaces = [], clusters = []} = impact;
  const counts = {
    ...(workloads.length > most && {workloads: workloads.length}),
    ...(namespaces.length > most && {namespaces: namespaces.length}),
    ...(clusters.length > most && {clusters: clusters.length}),
  };
  return {
    ...impact,
    ...(workloads.length > most && {workloads: workloads.slice(0, most)}),
    ...(namespaces.length > most && {namespaces: namespaces.slice(0, most)}),
    ...(clusters.length > most && {clusters: clusters.slice(0, most)}),
    ...(Object.keys(counts).length > 0 && {counts}),
  };
}

/** How many of these suffer. */
export function countOf(impact: KeptImpact, of: 'workloads' | 'namespaces' | 'clusters'): number {
  return impact.counts?.[of] ?? impact[of]?.length ?? 0;
}
