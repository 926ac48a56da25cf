import type {JsonObject} from '../../core/lib/json.ts';

/** A request as it came, with the bytes of its body. */
export interface DoorRequest {
  readonly path: string;
  /** @param name in lower case. */
  readonly header: (name: string) => string | undefined;
  readonly body: Buffer;
}

/** What it is answered with; without a body the status says it all. */
export interface DoorAnswer {
  readonly status: number;
  readonly body?: JsonObject;
}
