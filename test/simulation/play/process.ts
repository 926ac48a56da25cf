import type {Service} from '../../../functions/wiring/service.ts';
import type {Mortal} from './scheduler.ts';

/** One instance of a deployable. */
export interface Process extends Mortal {
  readonly name: string;
  readonly role: 'intake' | 'respond' | 'interact';
  alive: boolean;
  /** While frozen, nothing that it waits for reaches it. */
  frozenUntil: number;
  /** How far off its clock is, milliseconds. */
  skew: number;
  /** Calls to chat that it waits for. */
  posting: number;
  /** Requests that it works on. */
  busy: number;
  /** Built with its first request. */
  service: Promise<Service> | undefined;
  /** Called when it dies, once for each request that it worked on. */
  readonly orphans: Set<() => void>;
}

/** A fresh instance. */
export function process(name: string, role: Process['role']): Process {
  return {
    name,
    role,
    alive: true,
    frozenUntil: -Infinity,
    skew: 0,
    posting: 0,
    busy: 0,
    service: undefined,
    orphans: new Set(),
  };
}
