import type {Policy, ServiceState} from '../../functions/core/facts/cloud.ts';
import type {Readers, Writers, Written} from '../../functions/core/ports/ports.ts';
import {Cloud, serviceKey} from '../support/cloud/cloud.ts';
import {callError, fleet, gateway, shop} from '../support/cloud/harbor.ts';
import {type Ask, readersOf} from '../support/cloud/ports.ts';
import type {Effects} from './effects.ts';
import {agent, agentRole, isHealthy} from './judge/things.ts';
import type {Process} from './process.ts';

/** Sees what a process reads and what it asks to change. */
export interface Watcher {
  /** A process was told the state of one thing that plans rest on. */
  looked(process: Process, thing: string, broken: boolean): void;
  /** A process asks for a change, which may still be refused. */
  asked(process: Process, change: Change): void;
  /** The change was made and the world differs. */
  changed(process: Process, change: Change): void;
}

/** A change that was asked for. */
export type Change =
  | {
      readonly kind: 'service';
      readonly project: string;
      readonly service: string;
      readonly state: ServiceState;
    }
  | {
      readonly kind: 'policy';
      readonly project: string;
      readonly before: Policy;
      readonly after: Policy;
    };

/** The cloud that a history breaks: it counts how often, and may fall silent. */
export class BreakingCloud extends Cloud {
  /** False: a policy is never written and nobody hears why. */
  writesAnswer = true;
  /** When somebody other than the responder broke something, by what: a repair is due each time. */
  readonly broken = new Map<string, number>();

  constructor(now: () => number) {
    super(now, [fleet, shop]);
    for (const [id, policy] of this.policies) {
      const bindings = [
        ...policy.bindings,
        // It ran out: under a condition the agent counts as unbound.
        {
          role: agentRole,
          members: [agent],
          condition: {title: 'until 2025'},
        },
        {
          role: 'roles/viewer',
          members: ['group:sre@harbor.example'],
          condition: {title: 'weekdays'},
        },
      ];
      this.policies.set(id, {...policy, bindings});
    }
  }

  override disable(project: string, service = gateway): void {
    super.disable(project, service);
    this.#breaks(serviceKey(project, service));
  }

  override unbind(project: string): void {
    super.unbind(project);
    this.#breaks(project);
  }

  rebind(project: string): void {
    this.edit(project, policy => ({
      ...policy,
      bindings: [...policy.bindings, {role: agentRole, members: [agent]}],
    }));
  }

  #breaks(thing: string): void {
    this.broken.set(thing, (this.broken.get(thing) ?? 0) + 1);
  }
}

/** No history leads to these; one that does is a fault of its own. */
function unplayed(): Promise<Written> {
  throw new Error('the simulation plays no such change');
}

/** What a process reads of the cloud and changes in it: every call is an effect, which is watched. */
export function portsOf(
  cloud: BreakingCloud,
  effects: Effects,
  process: Process,
  watcher: Watcher,
): {readonly readers: Readers; readonly writers: Writers} {
  const ask: Ask<keyof Readers | keyof Writers> = (verb, about, make) =>
    effects.have(process, {verb: `google.${verb}`, about, make});
  const look = <T>(thing: string, state: T, isBroken: (state: T) => boolean): T => {
    watcher.looked(process, thing, isBroken(state));
    return state;
  };
  const set =
    (verb: 'enableService' | 'disableService', state: ServiceState) =>
    (project: string, service: string): Promise<Written> =>
      ask(verb, project, () => {
        const change: Change = {kind: 'service', project, service, state};
        watcher.asked(process, change);
        const differs = cloud.serviceState(project, service) !== state;
        const written = cloud.setService(project, service, state);
        if (differs) watcher.changed(process, change);
        return written;
      });
  return {
    readers: {
      ...readersOf(cloud, ask),
      serviceState: (project, service) =>
        ask('serviceState', project, () =>
          look(
            serviceKey(project, service),
            cloud.serviceState(project, service),
            state => state !== 'ENABLED',
          ),
        ),
      policy: project =>
        ask('policy', project, () =>
          look(project, cloud.policy(project), policy => !isHealthy(policy)),
        ),
    },
    writers: {
      enableService: set('enableService', 'ENABLED'),
      enableServices: unplayed,
      enableInTurn: unplayed,
      disableService: set('disableService', 'DISABLED'),
      setPolicy: (project, policy) =>
        ask('setPolicy', project, () => {
          const before = cloud.policy(project);
          const change: Change = {kind: 'policy', project, before, after: policy};
          watcher.asked(process, change);
          if (!cloud.writesAnswer) throw callError('unavailable');
          const written = cloud.setPolicy(project, policy);
          watcher.changed(process, change);
          return written;
        }),
      setWorkloadPool: unplayed,
      setIssuer: unplayed,
      manageMesh: unplayed,
      labelNamespace: unplayed,
      restart: unplayed,
    },
  };
}
