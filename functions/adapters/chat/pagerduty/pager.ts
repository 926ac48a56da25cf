import {asksForPerson, isSettled} from '../../../core/announcement/tone.ts';
import type {PagingSettings} from '../../../core/config/settings.ts';
import type {MessageRef} from '../../../core/incident/deliveries.ts';
import {CallError} from '../../../core/lib/error.ts';
import {textAt} from '../../../core/lib/json.ts';
import type {Message} from '../../../core/ports/message.ts';
import type {Channel} from '../../../core/ports/ports.ts';
import {count} from '../delivery/delivery-state.ts';
import type {SendJson} from '../delivery/send-json.ts';
import type {Speak} from '../text/translate.ts';
import {clampUnits} from '../text/fit.ts';
import {followUp, type PagerAction, type PagerEvent, pagerLimits, triggerEvent} from './event.ts';

/**
 * Where events go: https://developer.pagerduty.com/docs/events-api-v2-overview, and for accounts of the European
 * service region https://support.pagerduty.com/main/docs/service-regions
 */
const pagerUrls = {
  us: 'https://events.pagerduty.com/v2/enqueue',
  eu: 'https://events.eu.pagerduty.com/v2/enqueue',
} as const;

type PagerDuty = NonNullable<PagingSettings['pagerDuty']>;

/** What the pager's channel works with; `send` may repeat a request whose answer was lost. */
export interface PagerDeps {
  readonly send: SendJson;
  readonly speak: Speak;
}

/** How an incident's alert stands, as far as it was told. */
interface Alert {
  readonly revision: number;
  readonly milestone: number;
  /** The run whose alert is open; absent: none is. */
  readonly open?: number;
  /** When the owner that the alert knows said so; 0: it knows none. */
  readonly owned: number;
}

/** One event to send. */
export interface PagerStep {
  readonly action: PagerAction;
  readonly run: number;
}

/**
 * PagerDuty: one alert for each run of an incident, triggered when it asks for a person, told again with each change of
 * state, acknowledged with its owner, and resolved once nobody has to do anything. Its key makes a repeated event the
 * same event, so that an answer that was lost does no harm.
 */
export function pager({routingKey, states, region}: PagerDuty, deps: PagerDeps): Channel {
  return {
    id: 'pagerduty',
    only: 'incidents',
    async deliver(message, {ref}) {
      const before = alertOf(ref);
      if (message.revision <= before.revision) return {kind: 'done', ref: refOf(before)};
      const {steps, after} = pagerSteps(message, before, states);
      for (const {action, run} of steps) {
        const event =
          action === 'trigger'
            ? triggerEvent(message, deps.speak, routingKey)
            : followUp(action, message.incident, run, routingKey);
        await enqueue(deps.send, event, region);
      }
      return {kind: 'done', ref: refOf(after)};
    },
  };
}

/** The events that bring an alert up to date, and how it stands then. */
export function pagerSteps(
  {tone, about, revision, milestone}: Pick<Message, 'tone' | 'about' | 'revision' | 'milestone'>,
  before: Alert,
  states?: readonly string[],
): {readonly steps: readonly PagerStep[]; readonly after: Alert} {
  const {run, owner} = about;
  const told = {revision, milestone};
  // The run before ended unseen, e.g. while nobody could be told.
  const old: readonly PagerStep[] =
    before.open === undefined || before.open === run ? [] : [{action: 'resolve', run: before.open}];
  const isOpen = before.open === run;
  const owned = isOpen ? before.owned : 0;
  const isAsked = asksForPerson(tone) && about.undo !== true;
  const pages = isAsked && (states === undefined || states.includes(about.state));
  if (isOpen && isSettled(tone)) {
    return {steps: [{action: 'resolve', run}], after: {...told, owned: 0}};
  }
  if (!isOpen && !pages) return {steps: old, after: {...told, owned: 0}};
  const isNews = pages && (!isOpen || milestone > before.milestone);
  const isTaken = owner !== undefined && owner.at > owned;
  return {
    steps: [
      ...old,
      ...(isNews ? [{action: 'trigger', run} as const] : []),
      ...(isTaken ? [{action: 'acknowledge', run} as const] : []),
    ],
    after: {...told, open: run, owned: Math.max(owned, owner?.at ?? 0)},
  };
}

/**
 * Sends one event.
 * @throws CallError, which holds no routing key.
 */
export async function enqueue(
  send: SendJson,
  event: PagerEvent,
  region: PagerDuty['region'] = 'us',
): Promise<void> {
  const call = 'pagerduty enqueue';
  const secrets = [event.routing_key];
  const url = pagerUrls[region];
  try {
    const {status, body} = await send({call, method: 'POST', url, body: event, secrets});
    if (textAt(body, 'status') === 'success') return;
    const said = 'the answer is not the one of an event that was taken';
    throw new CallError({call, failure: 'malformed', status, said, attempts: 1});
  } catch (error) {
    if (!(error instanceof CallError) || error.facts.failure !== 'invalid') throw error;
    const said = `${error.facts.said} (${advice})`;
    throw new CallError({...error.facts, said}, {cause: error});
  }
}

/**
 * Triggers an alert that says it is a test, and resolves it.
 * @param at epoch ms; its key.
 * @returns the key of the alert.
 * @throws CallError.
 */
export async function testPage(
  send: SendJson,
  {routingKey, region}: Pick<PagerDuty, 'routingKey' | 'region'>,
  {text, at}: {readonly text: string; readonly at: number},
): Promise<string> {
  const key = `mesh-responder/test/${at}`;
  const about = {routing_key: routingKey, dedup_key: key};
  const payload = {
    summary: clampUnits(text, pagerLimits.summary, () => '…'),
    source: 'mesh-responder',
    severity: 'info',
    timestamp: new Date(at).toISOString(),
    component: 'notify',
    group: 'test',
    class: 'test',
    custom_details: {},
  } as const;
  await enqueue(
    send,
    {...about, event_action: 'trigger', payload, client: 'mesh-responder'},
    region,
  );
  await enqueue(send, {...about, event_action: 'resolve'}, region);
  return key;
}

const advice =
  'is the routing key the integration key of an Events API v2 integration of the service?';

function alertOf(ref: MessageRef | undefined): Alert {
  const open = ref?.['open'];
  return {
    revision: count(ref?.['revision']),
    milestone: count(ref?.['milestone']),
    owned: count(ref?.['owned']),
    ...(typeof open === 'number' ? {open} : {}),
  };
}

function refOf({revision, milestone, open, owned}: Alert): MessageRef {
  return {revision, milestone, owned, ...(open === undefined ? {} : {open})};
}
