/** Which projects a line of the configuration, or a silence, is about: what is in all that is named; nothing named is each. */
export interface ProjectScope {
  /** The id of a project. */
  readonly project?: string;
  /** The id of a folder, digits; what lies in it at any depth. */
  readonly folder?: string;
  /** A label that the project has, as `key=value`. */
  readonly label?: string;
}

/** What the allow-list says of where a project belongs. */
export interface ProjectPlace {
  /** Ids of the folders above it, digits. */
  readonly folders?: readonly string[];
  /** Its labels. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** The names of a scope's fields, the most telling first. */
export const projectScopeNames = ['project', 'label', 'folder'] as const;

/**
 * Whether a scope is about a project.
 * @param place what the allow-list says of it; undefined: it is not there, and no folder or label is known of it.
 */
export function isInScope(
  {project, folder, label}: ProjectScope,
  id: string,
  place: ProjectPlace | undefined,
): boolean {
  return (
    (project ?? id) === id &&
    (folder === undefined || (place?.folders ?? []).includes(folder)) &&
    (label === undefined || labelsOf(place).includes(label))
  );
}

/** Whether every project that one scope is about is in the other: where the other names no more than the one. */
export function isWithin(one: ProjectScope, other: ProjectScope): boolean {
  return projectScopeNames.every(name => other[name] === undefined || other[name] === one[name]);
}

/** The labels of a project as a scope names them. */
export function labelsOf(place: ProjectPlace | undefined): readonly string[] {
  return Object.entries(place?.labels ?? {}).map(([key, value]) => `${key}=${value}`);
}
