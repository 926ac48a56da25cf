import type {Answer} from '../http/answer.ts';
import type {Call, Route, Site} from '../http/call.ts';
import type {Verb} from '../http/fault.ts';
import {at, isObject, stamp, textAt} from '../json.ts';

/** Bytes of an event, characters of a summary and of a key: https://developer.pagerduty.com/docs/send-alert-event */
const limits = {event: 512 * 1024, summary: 1_024, key: 255};

const severities = ['critical', 'error', 'warning', 'info'];

/** The Events API v2: https://developer.pagerduty.com/docs/events-api-v2-overview */
export function routePagerDuty(call: Call): Route<Verb<'pagerduty'>> | undefined {
  if (call.method !== 'POST' || call.path !== '/v2/enqueue') return undefined;
  return {verb: 'enqueue', mutating: true, run: (site, now) => enqueue(site, call.body, now)};
}

/** How PagerDuty words a refusal. */
export function refusePage(status: number, ...errors: readonly string[]): Answer {
  const body = {status: 'invalid event', message: 'Event object is invalid', errors};
  return {status, body};
}

function enqueue({pages}: Site, event: unknown, now: number): Answer {
  const errors = faultsOf(event);
  if (errors.length > 0 || !isObject(event)) return refusePage(400, ...errors);
  const key = textAt(event, 'dedup_key');
  const action = textAt(event, 'event_action');
  const known = pages.alerts.find(one => one.key === key && one.status !== 'resolved');
  const {routing_key: _secret, ...shown} = event;
  const entry = {at: stamp(now), event: shown};
  if (known !== undefined) {
    known.events.push(entry);
    if (action === 'acknowledge') known.status = 'acknowledged';
    if (action === 'resolve') known.status = 'resolved';
  } else if (action === 'trigger') {
    pages.alerts.push({key, status: 'triggered', events: [entry]});
  }
  return {
    status: 202,
    body: {status: 'success', message: 'Event processed', dedup_key: key},
  };
}

function faultsOf(event: unknown): readonly string[] {
  const action = textAt(event, 'event_action');
  const summary = textAt(event, 'payload', 'summary');
  const faults = [
    [Buffer.byteLength(JSON.stringify(event)) > limits.event, 'The event is too large'],
    [
      textAt(event, 'routing_key').length !== 32,
      "Length of 'routing_key' is incorrect (should be 32 characters)",
    ],
    [
      !['trigger', 'acknowledge', 'resolve'].includes(action),
      "'event_action' is missing or unknown",
    ],
    [
      textAt(event, 'dedup_key') === '' || textAt(event, 'dedup_key').length > limits.key,
      "'dedup_key' is missing or too long",
    ],
    [action === 'trigger' && summary === '', "'payload.summary' is missing or blank"],
    [summary.length > limits.summary, "'payload.summary' is too long"],
    [
      action === 'trigger' && textAt(event, 'payload', 'source') === '',
      "'payload.source' is missing or blank",
    ],
    [
      action === 'trigger' && !severities.includes(String(at(event, 'payload', 'severity'))),
      "'payload.severity' is missing or unknown",
    ],
  ] as const;
  return faults.flatMap(([isWrong, why]) => (isWrong ? [why] : []));
}
