import type {CodeAfter} from '../../core/texts/define-texts.ts';
import type {FleetDetail, MembershipFact} from '../../core/facts/cloud.ts';
import {isAwaited} from '../../mesh/membership.ts';
import type {Advice, Risk, texts} from './texts.ts';

/** Ends the code `plane.<id>`: what is wrong in a few words. */
type Id = CodeAfter<typeof texts, 'plane.'>;

/** What is made of the state of a plane. */
export type Standing =
  | {readonly kind: 'fine'}
  /** Another runbook knows the problem. */
  | {readonly kind: 'runbook'; readonly runbook: 'data-plane-upgrade-failed'}
  | Trouble;

/** A state that is a matter of this runbook. */
export type Trouble = {
  readonly id: Id;
  readonly advice: Advice;
  readonly risk?: Risk;
} & (
  | {readonly kind: 'person'}
  /** Nobody has asked for it, or it is being taken away: a problem only where somebody misses it. */
  | {readonly kind: 'unwanted'}
  /** It ends by itself, as a rule within so many seconds. */
  | {readonly kind: 'passing'; readonly usualSeconds: number}
);

/** A row of a table of states. */
export interface StateRow {
  readonly state: string;
  /** A code among the details that makes the row's case; absent: whatever the details say. */
  readonly code?: string;
  /** The row of a plane that the fleet was told to manage, and is not at yet. */
  readonly awaited?: true;
  readonly standing: Standing;
}

const fine = {kind: 'fine'} as const;
const upgrades = {kind: 'runbook', runbook: 'data-plane-upgrade-failed'} as const;

function person(id: Id, advice: Advice = 'describe-mesh'): Trouble {
  return {kind: 'person', id, advice};
}

/** PROVISIONING for more than 10 minutes is "likely an error" (troubleshooting page). */
function provisioning(id: Id): Trouble {
  return {kind: 'passing', id, advice: 'provisioning', usualSeconds: 600};
}

/** FAILED_PRECONDITION "will be retried within 15 minutes" (the fleet's own text). */
function retried(id: Id, advice: Advice = 'describe-mesh'): Trouble {
  return {kind: 'passing', id, advice, usualSeconds: 900};
}

/**
 * The states of a managed control plane, the first row that fits. The API documents no detail codes of it:
 * REVISION_READY and REVISION_FAILED_PRECONDITION were seen.
 * https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/reference/rest/v1/projects.locations.features#lifecyclestate
 */
export const controlStates: readonly StateRow[] = [
  ...['DISABLED', 'LIFECYCLE_STATE_UNSPECIFIED'].map(
    state => ({state, awaited: true, standing: provisioning('control-awaited')}) as const,
  ),
  {state: 'ACTIVE', standing: fine},
  {state: 'PROVISIONING', standing: provisioning('control-provisioning')},
  {
    state: 'FAILED_PRECONDITION',
    code: 'REVISION_FAILED_PRECONDITION',
    standing: retried('control-components', 'plane.control-components'),
  },
  {
    state: 'FAILED_PRECONDITION',
    standing: retried('control-precondition', 'stalled-condition'),
  },
  {state: 'STALLED', code: 'INTERNAL_ERROR', standing: person('control-internal')},
  {state: 'STALLED', standing: person('control-stalled', 'stalled-condition')},
  {state: 'NEEDS_ATTENTION', standing: person('control-attention')},
  {state: 'DEGRADED', standing: person('control-degraded')},
  {
    state: 'DISABLED',
    standing: {
      kind: 'unwanted',
      id: 'control-disabled',
      advice: 'plane.control-disabled',
      risk: 'automatic-management',
    },
  },
  {
    state: 'DEPROVISIONING',
    standing: {
      kind: 'unwanted',
      id: 'control-leaving',
      advice: 'plane.control-leaving',
      risk: 'automatic-management',
    },
  },
  {
    state: 'LIFECYCLE_STATE_UNSPECIFIED',
    standing: {kind: 'unwanted', id: 'control-untold', advice: 'plane.control-untold'},
  },
];

/**
 * The states of the managed data plane.
 * Source: troubleshooting page, "Managed data plane states"; DEGRADED and DEPROVISIONING are in the API only.
 */
export const dataStates: readonly StateRow[] = [
  ...['ACTIVE', 'DISABLED', 'DEPROVISIONING', 'LIFECYCLE_STATE_UNSPECIFIED'].map(
    state => ({state, standing: fine}) as const,
  ),
  {state: 'PROVISIONING', standing: provisioning('data-provisioning')},
  {
    state: 'FAILED_PRECONDITION',
    code: 'MANAGED_CONTROL_PLANE_REQUIRED',
    standing: retried('data-needs-control', 'plane.data-needs-control'),
  },
  {state: 'FAILED_PRECONDITION', standing: retried('data-precondition')},
  {state: 'STALLED', code: 'INTERNAL_ERROR', standing: person('data-internal')},
  {state: 'STALLED', standing: person('data-stalled')},
  {state: 'NEEDS_ATTENTION', standing: upgrades},
  {state: 'DEGRADED', standing: person('data-degraded')},
];

/** A state not documented yet is a doubt, so a person is told. */
const unknownControl: StateRow = {state: '', standing: person('control-unknown')};
const unknownData: StateRow = {state: '', standing: person('data-unknown')};

/** All rows, also those of what is not documented yet. */
export const stateRows: readonly StateRow[] = [
  ...controlStates,
  ...dataStates,
  unknownControl,
  unknownData,
];

/** Whether the state of a plane is a matter of this runbook. */
export function isTroubled({standing}: StateRow): boolean {
  return standing.kind !== 'fine' && standing.kind !== 'runbook';
}

/** Whether the fleet's own verdict is ERROR, and not for what another runbook tells. */
export function isInError(membership: MembershipFact): boolean {
  return membership.code === 'ERROR' && statesOf(membership).data.standing.kind !== 'runbook';
}

/** The rows that the two planes of a membership are in. */
export function statesOf(membership: MembershipFact): {
  readonly control: StateRow;
  readonly data: StateRow;
} {
  const {controlPlane, controlPlaneDetails, dataPlane, dataPlaneDetails} = membership;
  const awaited = isAwaited(membership);
  const controls = controlStates.filter(one => one.awaited !== true || awaited);
  return {
    control: rowOf(controls, controlPlane, controlPlaneDetails) ?? unknownControl,
    data: rowOf(dataStates, dataPlane, dataPlaneDetails) ?? unknownData,
  };
}

function rowOf(
  rows: readonly StateRow[],
  state: string,
  details: readonly FleetDetail[],
): StateRow | undefined {
  return rows.find(
    one =>
      one.state === state &&
      (one.code === undefined || details.some(detail => detail.code === one.code)),
  );
}
