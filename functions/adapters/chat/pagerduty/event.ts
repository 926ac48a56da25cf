import type {Message, Tone} from '../../../core/ports/message.ts';
import {wireId} from '../delivery/delivery-state.ts';
import {clampLines, clampUnits, utf8Bytes} from '../text/fit.ts';
import {incidentJson} from '../text/incident-json.ts';
import {type MessageText, messageTextOf} from '../text/message-text.ts';
import {oneLine} from '../text/sanitise.ts';
import {clock} from '../text/time.ts';
import type {Speak, Style} from '../text/translate.ts';
import {phrase} from '../texts.ts';

/**
 * Limits of the Events API v2: https://developer.pagerduty.com/docs/send-alert-event (bytes of an event, UTF-16 units
 * of a summary, which is the most cautious reading of characters).
 */
export const pagerLimits = {eventBytes: 512 * 1024, summary: 1_024, dedupKey: 255} as const;

/** What an event does to the alert of its key. */
export type PagerAction = 'trigger' | 'acknowledge' | 'resolve';

type Severity = 'critical' | 'error' | 'warning' | 'info';

/** The body of `POST /v2/enqueue`. */
export interface PagerEvent {
  readonly routing_key: string;
  readonly event_action: PagerAction;
  readonly dedup_key: string;
  readonly payload?: {
    readonly summary: string;
    readonly source: string;
    readonly severity: Severity;
    readonly timestamp: string;
    readonly component: string;
    readonly group: string;
    readonly class: string;
    readonly custom_details: object;
  };
  readonly client?: string;
  readonly client_url?: string;
  readonly links?: readonly {readonly href: string; readonly text: string}[];
}

const severities: Readonly<Record<Tone, Severity>> = {
  action: 'critical',
  undone: 'error',
  approval: 'warning',
  checking: 'info',
  repairing: 'info',
  verifying: 'info',
  fixed: 'info',
  unchanged: 'info',
  quiet: 'info',
  silenced: 'info',
  unsilenced: 'info',
};

/** One alert for each run of an incident: what opens again is a new alert. */
export function dedupKey(incident: string, run: number): string {
  return `mesh-responder/${wireId(incident)}/${run}`;
}

/** More of one value tells nobody anything. */
const longestValue = 300;

/**
 * The event that triggers the alert of a message, with what the message says as text, cut at its end where the event
 * would be too large.
 */
export function triggerEvent(message: Message, speak: Speak, routingKey: string): PagerEvent {
  const {incident, about, tone, place} = message;
  const {target, runbook, run, changedAt} = about;
  const style: Style = {
    time: clock('UTC', message.day),
    value: raw => clampUnits(oneLine(raw), longestValue, () => '…'),
  };
  const lines = messageTextOf(message, speak, style);
  const trimmed = (n: number) => speak(phrase('trimmed', {n}));
  const shown = plainText(lines, speak);
  const links = lines.links.map(({label, url}) => ({href: url, text: label}));
  const [first] = links;
  const facts = incidentJson(incident, about, speak);
  const build = (text: string): PagerEvent => ({
    routing_key: routingKey,
    event_action: 'trigger',
    dedup_key: dedupKey(incident, run),
    payload: {
      summary: clampUnits(`${lines.tone} · ${lines.headline}`, pagerLimits.summary, trimmed),
      source: place,
      severity: severities[tone],
      timestamp: new Date(changedAt).toISOString(),
      component: runbook,
      group: target.project,
      class: facts.reason,
      custom_details: {...facts, detail: oneLine(facts.detail), text},
    },
    client: 'mesh-responder',
    ...(first === undefined ? {} : {client_url: first.href}),
    links,
  });
  const room = pagerLimits.eventBytes - jsonBytes(build(''));
  return build(clampLines(shown, room, trimmed, text => jsonBytes(text) - 2));
}

/** What a message says, line by line, for whoever opens the alert. */
function plainText(lines: MessageText, speak: Speak): string {
  const {commands, answers, risk, more} = lines;
  const shown = (all: MessageText['commands']) =>
    all.flatMap(({title, code}) => [title, code]).filter(one => one !== '');
  return [
    `${lines.tone} · ${lines.headline}`,
    ...lines.sentences,
    ...shown(commands),
    ...(more === '' ? [] : [more]),
    ...(risk === '' ? [] : [`${speak(phrase('risk'))}: ${risk}`]),
    ...shown(answers),
    ...lines.done,
    ...lines.facts.map(({label, value}) => `${label}: ${value}`),
    ...lines.footer,
  ].join('\n');
}

/** An event about an alert that is there. */
export function followUp(
  action: Exclude<PagerAction, 'trigger'>,
  incident: string,
  run: number,
  routingKey: string,
): PagerEvent {
  return {routing_key: routingKey, event_action: action, dedup_key: dedupKey(incident, run)};
}

function jsonBytes(value: unknown): number {
  return utf8Bytes(JSON.stringify(value));
}
