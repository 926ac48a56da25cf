import type {PlannedCluster} from '../core/planned/change.ts';
import {absent, mapped, type Planned} from '../core/planned/value.ts';
import {type Attributes, textAt} from './attributes.ts';

/** The last part of a name that may be a whole path: `projects/p/locations/l/clusters/c`. */
export function lastPart(name: Planned<string>): Planned<string> {
  return mapped(name, value => value.slice(value.lastIndexOf('/') + 1));
}

/** The part behind a collection: `part(name, 'locations')` of `projects/p/locations/l/clusters/c` is `l`. */
export function part(name: Planned<string>, collection: string): Planned<string> {
  return mapped(name, value => {
    const parts = value.split('/');
    const at = parts.indexOf(collection);
    return at < 0 ? undefined : parts[at + 1];
  });
}

/** The first that is not absent. */
export function firstOf<T>(...values: readonly Planned<T>[]): Planned<T> {
  return values.find(one => one.kind !== 'absent') ?? absent;
}

/** A project of a resource: an id or a number. */
export function projectOf(from: Attributes): Planned<string> {
  return lastPart(textAt(from, 'project'));
}

/** A cluster by the link of a membership: `//container.googleapis.com/projects/p/locations/l/clusters/c`. */
export function clusterOfLink(link: Planned<string>): PlannedCluster | undefined {
  if (link.kind === 'absent') return undefined;
  return {
    project: part(link, 'projects'),
    location: firstOf(part(link, 'locations'), part(link, 'zones')),
    cluster: part(link, 'clusters'),
  };
}
