import type {JsonObject} from '../functions/core/lib/json.ts';

/** An alert of the played PagerDuty, with everything that was sent about it. */
export interface PagerAlert {
  readonly key: string;
  status: 'triggered' | 'acknowledged' | 'resolved';
  /** Events of the key, oldest first, without the routing key. */
  readonly events: {readonly at: string; readonly event: JsonObject}[];
}

/** An event that reached the played receiver. */
export interface ReceivedEvent {
  readonly at: string;
  readonly contentType: string;
  readonly signature: string;
  readonly event: unknown;
}

/** Everything that reached a pager or a receiver of events. */
export interface Pages {
  readonly alerts: PagerAlert[];
  readonly events: ReceivedEvent[];
}

/** Nobody was paged yet. */
export function noPages(): Pages {
  return {alerts: [], events: []};
}
