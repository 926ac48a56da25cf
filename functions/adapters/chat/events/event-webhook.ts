import {createHmac} from 'node:crypto';
import {eventUrlFault} from '../../../core/config/event-url.ts';
import type {WebhookSettings} from '../../../core/config/settings.ts';
import {shortHash} from '../../../core/incident/plan.ts';
import type {Channel} from '../../../core/ports/ports.ts';
import {count} from '../delivery/delivery-state.ts';
import type {SendJson} from '../delivery/send-json.ts';
import type {Speak} from '../text/translate.ts';
import {type CloudEvent, incidentEvent} from './cloud-event.ts';

/** The header with the signature: `sha256=` and the HMAC-SHA256 of the body's bytes in hexadecimal digits. */
export const signatureHeader = 'x-mesh-responder-signature';

/** What a receiver of events is called with; `send` may repeat a request whose answer was lost. */
export interface EventWebhookDeps {
  readonly send: SendJson;
  readonly speak: Speak;
}

/**
 * A program that is told of each revision that people see, by one signed event. An event that comes twice has the same
 * id.
 * @throws Error for an address that events may not be sent to.
 */
export function eventWebhook(settings: WebhookSettings, {send, speak}: EventWebhookDeps): Channel {
  checkEventUrl(settings.url);
  return {
    id: `webhook:${shortHash(settings.url)}`,
    only: 'incidents',
    async deliver(message, {ref}) {
      const shown = count(ref?.['revision']);
      if (message.revision > shown) await sendEvent(send, settings, incidentEvent(message, speak));
      return {kind: 'done', ref: {revision: Math.max(shown, message.revision)}};
    },
  };
}

/**
 * Sends one event, signed. Any 2xx means that it was taken.
 * @throws CallError, which names the host and neither the path nor the secret.
 */
export async function sendEvent(
  send: SendJson,
  {url, secret}: WebhookSettings,
  event: CloudEvent<unknown>,
): Promise<void> {
  const {host, pathname, search} = new URL(url);
  await send({
    call: `webhook ${host}`,
    method: 'POST',
    url,
    // The body goes out as JSON.stringify writes it, and that is what is signed.
    headers: {[signatureHeader]: signatureOf(JSON.stringify(event), secret)},
    body: event,
    bodyType: 'application/cloudevents+json; charset=utf-8',
    secrets: [secret, `${pathname}${search}`],
    onlyPublic: true,
  });
}

/** The signature of a body, as the header carries it. */
export function signatureOf(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body, 'utf8').digest('hex')}`;
}

/** @throws Error that says what is wrong and never shows the address. */
export function checkEventUrl(url: string): void {
  const fault = eventUrlFault(url);
  if (fault === undefined) return;
  throw new Error(
    `the URL of a webhook is refused: it ${fault.en}. It looks like https://host.example.com/path`,
  );
}
