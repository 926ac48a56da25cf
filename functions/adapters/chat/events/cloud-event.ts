import {asksForPerson} from '../../../core/announcement/tone.ts';
import type {Message} from '../../../core/ports/message.ts';
import {type IncidentJson, incidentJson} from '../text/incident-json.ts';
import {messageTextOf} from '../text/message-text.ts';
import {oneLine} from '../text/sanitise.ts';
import {clock} from '../text/time.ts';
import type {Speak} from '../text/translate.ts';

/** What an event tells of an incident: the facts of `respond --json`, and what people see. */
export interface IncidentEventData extends IncidentJson {
  readonly run: number;
  readonly revision: number;
  /** How it stands for people. */
  readonly tone: Message['tone'];
  /** Whether it asks a person to do something. */
  readonly asks: boolean;
  /** In the language of messages. */
  readonly headline: string;
  readonly opened: string;
  readonly changed: string;
  /** Who has taken it, and when; null: nobody has. */
  readonly owner: {readonly by: string; readonly at: string} | null;
  readonly links: readonly {readonly label: string; readonly url: string}[];
}

/** An event in the JSON format: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md */
export interface CloudEvent<Data> {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly data: Data;
}

/** The type of the events of an incident. */
export const incidentEventType = 'com.github.mesh-responder.incident.changed';
/** The type of an event that says nothing but that events arrive. */
export const testEventType = 'com.github.mesh-responder.test';
/** Who sends them, a URI reference. */
export const eventSource = '/mesh-responder';

/** The event for one revision of a message; the same revision gives the same event. */
export function incidentEvent(message: Message, speak: Speak): CloudEvent<IncidentEventData> {
  const {incident, revision, about, tone, day} = message;
  const {run, openedAt, changedAt, owner} = about;
  const style = {time: clock('UTC', day), value: oneLine};
  const {headline, links} = messageTextOf(message, speak, style);
  const facts = incidentJson(incident, about, speak);
  return {
    specversion: '1.0',
    id: `${incident}/${revision}`,
    source: eventSource,
    type: incidentEventType,
    subject: incident,
    time: rfc3339(Math.max(changedAt, owner?.at ?? 0)),
    datacontenttype: 'application/json',
    data: {
      ...facts,
      detail: oneLine(facts.detail),
      run,
      revision,
      tone,
      asks: asksForPerson(tone),
      headline,
      opened: rfc3339(openedAt),
      changed: rfc3339(changedAt),
      owner: owner === undefined ? null : {by: owner.by, at: rfc3339(owner.at)},
      links,
    },
  };
}

function rfc3339(at: number): string {
  return new Date(at).toISOString();
}
