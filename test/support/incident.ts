import {type PlannedAction, type Plan, planOf} from '../../functions/core/incident/plan.ts';
import type {Finding} from '../../functions/core/detection/finding.ts';
import type {Incident} from '../../functions/core/incident/incident.ts';
import type {Status} from '../../functions/core/incident/reason.ts';
import {type Arrival, noneCounted, open} from '../../functions/core/intake/arrivals.ts';
import type {ShownParams} from '../../functions/core/contract/action.ts';
import {actionById} from '../../functions/engine/lib/context.ts';
import {actions} from '../../functions/actions/index.ts';
import {enableServiceKind} from '../../functions/actions/enable-service/params.ts';
import {start} from './entries.ts';
import {fleet, gateway} from './fakes.ts';

export const minute = 60_000;

/** A finding of the first runbook; `parts` replace its fields. */
export function finding(parts: Partial<Finding> = {}): Finding {
  return {
    runbook: 'connect-gateway-disabled',
    target: {project: fleet.id},
    symptom: 'api-disabled',
    causes: [],
    evidence: {quote: 'Connect Gateway API has not been used', insertId: 'i1'},
    ...parts,
  };
}

let serial = 0;

/** An arrival of that finding, each time of another entry. */
export function arrival(parts: Partial<Arrival> = {}): Arrival {
  serial += 1;
  const now = parts.now ?? start;
  return {
    finding: finding(),
    entry: `h${serial}`,
    at: now,
    alsoCounted: noneCounted,
    now,
    ...parts,
  };
}

/** Fields of an incident to replace: of each part only those that are named. */
export type Changes = Partial<Status> & {
  readonly [name in Exclude<keyof Incident, keyof Status>]?: Incident[name] extends
    string | number | readonly unknown[] | undefined
    ? Incident[name]
    : Partial<Incident[name]>;
};

/** An incident with fields replaced. */
export function changed(before: Incident, {intake, work, outbox, ...rest}: Changes): Incident {
  return {
    ...before,
    ...rest,
    intake: {...before.intake, ...intake},
    work: {...before.work, ...work},
    outbox: {...before.outbox, ...outbox},
  } as Incident;
}

/** A freshly opened incident; `changes` replace its fields. */
export function incident(changes: Changes = {}): Incident {
  return changed(open(arrival(), 1), changes);
}

export const enable: PlannedAction = enableServiceKind.plan({project: fleet.id, service: gateway});

/** What people see of the parameters of a planned action. */
export function shownOf({action, params}: PlannedAction): ShownParams {
  return actionById({actions}, action).shown(params);
}

/** A plan with the one action. */
export function plan(...actions: readonly PlannedAction[]): Plan {
  return planOf('key', actions.length === 0 ? [enable] : actions);
}
