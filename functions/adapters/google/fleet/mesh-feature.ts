import {CallError} from '../../../core/lib/error.ts';
import type {
  FleetCondition,
  FleetDetail,
  MembershipFact,
  MeshFact,
} from '../../../core/facts/cloud.ts';
import {at, isObject, listAt, textAt} from '../../../core/lib/json.ts';
import {malformed} from '../../http/failed-attempt.ts';
import {fleetHub} from '../client/api-clients.ts';
import {listIn} from '../client/answers.ts';
import {readGoogle, type GoogleDeps} from '../client/call.ts';

/**
 * The mesh feature of a fleet. A fleet without the feature answers 404; a project without a fleet as
 * well. @throws CallError.
 */
export async function meshOf(deps: GoogleDeps, fleet: string): Promise<MeshFact> {
  const name = `projects/${fleet}/locations/global/features/servicemesh`;
  try {
    return await readGoogle(
      deps,
      'gkehub features.get',
      async options => {
        const {features} = (await fleetHub()).projects.locations;
        return features.get({name, returnPartialSuccess: true}, options);
      },
      parseMesh,
    );
  } catch (error) {
    if (error instanceof CallError && error.facts.failure === 'not-found') {
      return {kind: 'not-enabled'};
    }
    throw error;
  }
}

/**
 * A fleet `Feature` named servicemesh, reduced to what decides. States and codes keep the API's own
 * words; an absent enum is its unspecified value.
 * https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/reference/rest/v1/projects.locations.features
 * @throws FailedAttempt malformed when it is no feature, or a membership cannot be told.
 */
export function parseMesh(data: unknown): MeshFact {
  if (!isObject(data) || Object.keys(data).length === 0) throw malformed('the feature is empty');
  const states = data['membershipStates'] ?? {};
  if (!isObject(states)) throw malformed('the membership states are no object');
  const specs = data['membershipSpecs'];
  // A membership that was just added has its spec, and no state before the fleet begins.
  const specified = isObject(specs) ? Object.keys(specs).filter(one => memberName.test(one)) : [];
  const silent = specified.filter(one => !Object.hasOwn(states, one));
  return {
    kind: 'enabled',
    memberships: [
      ...Object.entries(states).map(([name, state]) =>
        parseMembership(name, state, at(specs, name)),
      ),
      ...silent.map(name => parseMembership(name, {}, at(specs, name))),
    ],
    ...wholeOf(at(data, 'state')),
    unreachable: listIn(data, 'unreachable').filter(one => typeof one === 'string'),
  };
}

/** `state` of the feature: its verdict, and the conditions of `servicemesh`. */
function wholeOf(state: unknown): Pick<Extract<MeshFact, {kind: 'enabled'}>, 'whole'> {
  const code = textAt(state, 'state', 'code') ?? 'CODE_UNSPECIFIED';
  const conditions = listAt(state, 'servicemesh', 'conditions').map(condition);
  if (code === 'CODE_UNSPECIFIED' && conditions.length === 0) return {};
  return {whole: {code, description: textAt(state, 'state', 'description') ?? '', conditions}};
}

const memberName = /^projects\/[-a-z0-9.:]+\/locations\/([-a-z0-9]+)\/memberships\/([-a-z0-9]+)$/;

function parseMembership(name: string, data: unknown, spec: unknown): MembershipFact {
  const [, location, membership] = memberName.exec(name) ?? [];
  if (location === undefined || membership === undefined || !isObject(data)) {
    throw malformed('a membership state has no membership name or no content');
  }
  return {
    name,
    location,
    membership,
    controlPlane: lifecycle(data, 'controlPlaneManagement'),
    controlPlaneDetails: listAt(data, 'servicemesh', 'controlPlaneManagement', 'details').map(
      detail,
    ),
    dataPlane: lifecycle(data, 'dataPlaneManagement'),
    dataPlaneDetails: listAt(data, 'servicemesh', 'dataPlaneManagement', 'details').map(detail),
    conditions: listAt(data, 'servicemesh', 'conditions').map(condition),
    code: textAt(data, 'state', 'code') ?? 'CODE_UNSPECIFIED',
    description: textAt(data, 'state', 'description') ?? '',
    management: textAt(spec, 'mesh', 'management') ?? 'MANAGEMENT_UNSPECIFIED',
    controlPlaneManagement:
      textAt(spec, 'mesh', 'controlPlane') ?? 'CONTROL_PLANE_MANAGEMENT_UNSPECIFIED',
    implementation:
      textAt(data, 'servicemesh', 'controlPlaneManagement', 'implementation') ??
      'IMPLEMENTATION_UNSPECIFIED',
  };
}

function lifecycle(data: unknown, plane: string): string {
  const state = at(data, 'servicemesh', plane, 'state') ?? 'LIFECYCLE_STATE_UNSPECIFIED';
  if (typeof state !== 'string') throw malformed(`the state of ${plane} is no text`);
  return state;
}

function detail(data: unknown): FleetDetail {
  return {code: textAt(data, 'code') ?? '', details: textAt(data, 'details') ?? ''};
}

function condition(data: unknown): FleetCondition {
  const link = textAt(data, 'documentationLink');
  return {
    ...detail(data),
    severity: textAt(data, 'severity') ?? 'SEVERITY_UNSPECIFIED',
    ...(link === undefined ? {} : {link}),
  };
}
