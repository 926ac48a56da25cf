import type {CodeAfter} from '../../core/texts/define-texts.ts';
import type {FleetDetail, MembershipFact} from '../../core/facts/cloud.ts';
import {isAwaited} from '../../mesh/membership.ts';
import type {texts} from './texts.ts';

/** What the responder makes of the state of a plane. */
export type Standing =
  | {readonly kind: 'fine'}
  /** Nobody has asked for it, or it is being taken away: a problem only where somebody misses it. */
  | {readonly kind: 'unwanted'}
  /** It ends by itself, as a rule within so many seconds. */
  | {readonly kind: 'passing'; readonly usualSeconds: number}
  | {readonly kind: 'person'}
  /** Another runbook knows the problem. */
  | {readonly kind: 'runbook'; readonly runbook: 'data-plane-upgrade-failed'};

/** A row of a table of states. */
export interface StateRow {
  readonly plane: 'control' | 'data';
  readonly state: string;
  /** A code among the details that makes the row's case; absent: whatever the details say. */
  readonly code?: string;
  /** The row of a plane that the fleet was told to manage, and is not at yet. */
  readonly awaited?: true;
  /** Ends the codes `plane.<id>` (what it means) and `advice.plane.<id>` (what a person does). */
  readonly id: CodeAfter<typeof texts, 'plane.'>;
  readonly standing: Standing;
}

/** PROVISIONING for more than 10 minutes is "likely an error" (troubleshooting page). */
const provisioning = {kind: 'passing', usualSeconds: 600} as const;
/** FAILED_PRECONDITION "will be retried within 15 minutes" (the fleet's own text). */
const retried = {kind: 'passing', usualSeconds: 900} as const;
const fine = {kind: 'fine'} as const;
const unwanted = {kind: 'unwanted'} as const;
const person = {kind: 'person'} as const;
const upgrades = {kind: 'runbook', runbook: 'data-plane-upgrade-failed'} as const;

/**
 * The states of a managed control plane, the first row that fits. The API documents no detail codes of it:
 * REVISION_READY and REVISION_FAILED_PRECONDITION were seen.
 * https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/reference/rest/v1/projects.locations.features#lifecyclestate
 */
export const controlStates: readonly StateRow[] = [
  ...['DISABLED', 'LIFECYCLE_STATE_UNSPECIFIED'].map(
    state =>
      ({
        plane: 'control',
        state,
        awaited: true,
        id: 'control-awaited',
        standing: provisioning,
      }) as const,
  ),
  {plane: 'control', state: 'ACTIVE', id: 'control-active', standing: fine},
  {plane: 'control', state: 'PROVISIONING', id: 'control-provisioning', standing: provisioning},
  {
    plane: 'control',
    state: 'FAILED_PRECONDITION',
    code: 'REVISION_FAILED_PRECONDITION',
    id: 'control-components',
    standing: retried,
  },
  {plane: 'control', state: 'FAILED_PRECONDITION', id: 'control-precondition', standing: retried},
  {
    plane: 'control',
    state: 'STALLED',
    code: 'INTERNAL_ERROR',
    id: 'control-internal',
    standing: person,
  },
  {plane: 'control', state: 'STALLED', id: 'control-stalled', standing: person},
  {plane: 'control', state: 'NEEDS_ATTENTION', id: 'control-attention', standing: person},
  {plane: 'control', state: 'DEGRADED', id: 'control-degraded', standing: person},
  {plane: 'control', state: 'DISABLED', id: 'control-disabled', standing: unwanted},
  {plane: 'control', state: 'DEPROVISIONING', id: 'control-leaving', standing: unwanted},
  {
    plane: 'control',
    state: 'LIFECYCLE_STATE_UNSPECIFIED',
    id: 'control-untold',
    standing: unwanted,
  },
];

/**
 * The states of the managed data plane.
 * Source: troubleshooting page, "Managed data plane states"; DEGRADED and DEPROVISIONING are in the API only.
 */
export const dataStates: readonly StateRow[] = [
  {plane: 'data', state: 'ACTIVE', id: 'data-active', standing: fine},
  {plane: 'data', state: 'DISABLED', id: 'data-disabled', standing: fine},
  {plane: 'data', state: 'DEPROVISIONING', id: 'data-leaving', standing: fine},
  {plane: 'data', state: 'LIFECYCLE_STATE_UNSPECIFIED', id: 'data-untold', standing: fine},
  {plane: 'data', state: 'PROVISIONING', id: 'data-provisioning', standing: provisioning},
  {
    plane: 'data',
    state: 'FAILED_PRECONDITION',
    code: 'MANAGED_CONTROL_PLANE_REQUIRED',
    id: 'data-needs-control',
    standing: retried,
  },
  {plane: 'data', state: 'FAILED_PRECONDITION', id: 'data-precondition', standing: retried},
  {plane: 'data', state: 'STALLED', code: 'INTERNAL_ERROR', id: 'data-internal', standing: person},
  {plane: 'data', state: 'STALLED', id: 'data-stalled', standing: person},
  {
    plane: 'data',
    state: 'NEEDS_ATTENTION',
    code: 'UPGRADE_FAILURES',
    id: 'data-upgrades',
    standing: upgrades,
  },
  {plane: 'data', state: 'NEEDS_ATTENTION', id: 'data-attention', standing: upgrades},
  {plane: 'data', state: 'DEGRADED', id: 'data-degraded', standing: person},
];

/** A state not documented yet is a doubt, so a person is told. */
const unknownControl: StateRow = {
  plane: 'control',
  state: '',
  id: 'control-unknown',
  standing: person,
};
const unknownData: StateRow = {plane: 'data', state: '', id: 'data-unknown', standing: person};

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
