/**
 * What is broken. `project` is a project id once the allow-list has been asked; before that it is
 * what the log entry claims (an id or a number).
 */
export interface Target {
  readonly project: string;
  readonly location?: string;
  readonly cluster?: string;
  readonly membership?: string;
  readonly namespace?: string;
}

/** Parts of a target before the missing ones are dropped. */
export interface TargetParts {
  readonly project: string;
  readonly location?: string | undefined;
  readonly cluster?: string | undefined;
  readonly membership?: string | undefined;
  readonly namespace?: string | undefined;
}

const order = ['project', 'location', 'cluster', 'membership', 'namespace'] as const;

/** A target with only the parts that are known, always in the same order. */
export function target(parts: TargetParts): Target {
  const {project, location = '', cluster = '', membership = '', namespace = ''} = parts;
  // Built by hand: this runs for every entry of a storm.
  const known: {-readonly [name in keyof Target]: Target[name]} = {project};
  if (location !== '') known.location = location;
  if (cluster !== '') known.cluster = cluster;
  if (membership !== '') known.membership = membership;
  if (namespace !== '') known.namespace = namespace;
  return known;
}

/** One line for people and for keys: `shop-prod/europe-west1/prod-eu-1`. */
export function targetText(parts: Target): string {
  return order.flatMap(name => parts[name] ?? []).join('/');
}

/** The identity of a target; an absent part and an empty one differ from any name. */
export function targetKey(parts: Target): string {
  // Built by hand: this runs for every entry of a storm.
  const {project, location = '', cluster = '', membership = '', namespace = ''} = parts;
  return `${project}|${location}|${cluster}|${membership}|${namespace}`;
}
