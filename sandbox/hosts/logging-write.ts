import type {JsonObject} from '../../functions/core/lib/json.ts';
import {invalid, notFound, ok, type Answer} from '../http/answer.ts';
import type {Call, Route} from '../http/call.ts';
import type {Verb} from '../http/fault.ts';
import {isObject, listAt, stamp, textAt} from '../json.ts';
import {findProject, type World} from '../world/world.ts';

const logName = /^projects\/([^/]+)\/logs\/[A-Za-z0-9_./%-]{1,511}$/;

/**
 * Logging v2 entries.write, with everything said of each entry by itself. An entry of the same log,
 * time and insertId as an earlier one is that one.
 */
export function routeWrite(call: Call): Route<Verb<'logging'>> {
  const [first] = listAt(call.body, 'entries');
  const [, project = ''] = logName.exec(textAt(first, 'logName')) ?? [];
  return {
    verb: 'write',
    mutating: true,
    project,
    run: (site, now) => write(site.world, listAt(call.body, 'entries'), now),
  };
}

function write(world: World, entries: readonly unknown[], now: number): Answer {
  if (entries.length === 0) return invalid('entries must not be empty');
  const fresh: JsonObject[] = [];
  for (const entry of entries) {
    const name = textAt(entry, 'logName');
    const [, project] = logName.exec(name) ?? [];
    if (!isObject(entry) || project === undefined) return invalid(`log name '${name}' is no name`);
    if (textAt(entry, 'resource', 'type') === '') return invalid('resource.type is required');
    if (findProject(world, project) === undefined) return notFound(`projects/${project}`);
    const written = {timestamp: stamp(now), ...entry, receiveTimestamp: stamp(now)};
    if (![...world.entries, ...fresh].some(one => isSame(one, written))) fresh.push(written);
  }
  world.entries.push(...fresh);
  return ok({});
}

function isSame(one: JsonObject, other: JsonObject): boolean {
  return ['insertId', 'logName', 'timestamp'].every(
    name => textAt(one, name) === textAt(other, name),
  );
}
