import type {logging_v2} from 'googleapis/build/src/apis/logging/v2.js';
import type {JsonObject} from '../../functions/core/lib/json.ts';
import {invalid, type Answer, type Shown} from '../http/answer.ts';
import type {Call, Route} from '../http/call.ts';
import type {Verb} from '../http/fault.ts';
import {at, listAt, textAt} from '../json.ts';
import {page} from '../http/page.ts';
import {findProject, type World} from '../world/world.ts';
import {many} from './inventory.ts';
import {routeWrite} from './logging-write.ts';

/** Logging v2 entries.list and entries.write: https://docs.cloud.google.com/logging/docs/reference/v2/rest/v2/entries */
export function routeLogging(call: Call): Route<Verb<'logging'>> | undefined {
  const [, parent = '', owner = ''] =
    /^\/v2\/((?:projects|folders|organizations)\/([^/]+))\/sinks$/.exec(call.path) ?? [];
  if (call.method === 'GET' && parent !== '') {
    return many('sinks', owner, `logging.googleapis.com/${parent}/sinks`, 'sinks');
  }
  if (call.method !== 'POST') return undefined;
  if (call.path === '/v2/entries:write') return routeWrite(call);
  if (call.path !== '/v2/entries:list') return undefined;
  const first = listAt(call.body, 'resourceNames')[0];
  const project = typeof first === 'string' ? first.replace(/^projects\//, '') : '';
  return {verb: 'list', mutating: false, project, run: site => list(site.world, call.body)};
}

function list(world: World, body: unknown): Answer {
  const names = listAt(body, 'resourceNames').filter(name => typeof name === 'string');
  if (names.length === 0) return invalid('resourceNames must have at least one value');
  const order = textAt(body, 'orderBy') || 'timestamp asc';
  if (order !== 'timestamp asc' && order !== 'timestamp desc') {
    return invalid('orderBy must be "timestamp asc" or "timestamp desc"');
  }
  const projects = new Set(
    names.map(name => findProject(world, name.replace(/^projects\//, ''))?.id),
  );
  const matches = matcher(textAt(body, 'filter'));
  const sign = order === 'timestamp asc' ? 1 : -1;
  const entries = world.entries
    .filter(entry => projects.has(textAt(entry, 'logName').split('/')[1]) && matches(entry))
    .sort((a, b) => sign * (time(a) - time(b)));
  const size = at(body, 'pageSize') ?? 0;
  return page(
    entries,
    {size: Number(size), token: textAt(body, 'pageToken')},
    {usual: 50, most: 1000},
    (items, next) =>
      ({entries: items, ...next}) satisfies Shown<logging_v2.Schema$ListLogEntriesResponse>,
  );
}

const phrases = [
  'failed calling',
  'has not been used in project',
  'SetIamPolicy',
  'DisableService',
  'DataPlaneUpgradeFailure',
  'ControlPlaneRevision',
  'HealthCheckContainerError',
  'memberships.hub.gke.io',
];
const bound = /\btimestamp\s*(>=|<=|>|<)\s*"([^"]{1,40})"/g;

/**
 * Stands in for the query language, which the sandbox does not evaluate: it applies the bounds on
 * `timestamp` and, when the filter quotes phrases that the scenarios are about, asks the entry for
 * one of them.
 */
function matcher(filter: string): (entry: JsonObject) => boolean {
  const bounds = [...filter.matchAll(bound)].map(([, sign = '', text = '']) => ({
    sign,
    ms: Date.parse(text),
  }));
  const wanted = phrases.filter(phrase => filter.includes(phrase));
  return entry => {
    const ms = time(entry);
    const inside = bounds.every(
      one =>
        (one.sign.startsWith('>') ? ms > one.ms : ms < one.ms) ||
        (one.sign.endsWith('=') && ms === one.ms),
    );
    if (!inside || wanted.length === 0) return inside;
    const text = JSON.stringify(entry);
    return wanted.some(phrase => text.includes(phrase));
  };
}

function time(entry: JsonObject): number {
  return Date.parse(textAt(entry, 'timestamp'));
}
