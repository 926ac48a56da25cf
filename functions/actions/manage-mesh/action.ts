import {membershipTraces} from '../../core/detection/audit-trace.ts';
import {type Action, actionOf} from '../../core/contract/action.ts';
import type {MembershipFact} from '../../core/facts/cloud.ts';
import {actionManifest} from '../../core/contract/manifest.ts';
import {managementText, managerOf} from '../../mesh/membership.ts';
import {untilShown} from '../../mesh/operation-status.ts';
import type {Readers} from '../../core/ports/ports.ts';
import manifest from './action.json' with {type: 'json'};
import {manageMeshKind} from './params.ts';
import {phrase, texts} from './texts.ts';

/**
 * Has the fleet manage the mesh of one membership whose management nobody chose, also where it has no
 * mesh feature of its own yet: what "install managed mesh again" means today. One that somebody manages by hand is never taken over: there is no way from
 * MANUAL to AUTOMATIC. https://docs.cloud.google.com/service-mesh/docs/supported-features-managed
 *
 * There is no undo: whoever takes the management back takes the mesh away.
 */
export const manageMesh: Action = actionOf(manageMeshKind, {
  manifest: actionManifest(manifest),
  texts,
  describe({fleet, location, membership}) {
    return {
      text: phrase('action.manage-mesh', {fleet, location, membership}),
      command: `gcloud container fleet mesh update --management=automatic --memberships=${membership} --location=${location} --project=${fleet}`,
    };
  },
  async precheck(params, readers) {
    const {membership} = params;
    const found = await find(params, readers);
    if (found === undefined) {
      return {kind: 'refused', reason: phrase('refused.no-membership', {membership})};
    }
    if (isDone(found)) return {kind: 'already'};
    if (managerOf(found) === 'nobody') return {kind: 'needed'};
    const management = managementText(found);
    return {kind: 'refused', reason: phrase('refused.management', {membership, management})};
  },
  async effect({fleet, location, membership}, _readers, writers) {
    return writers.manageMesh(fleet, location, membership);
  },
  async check(params, readers, operation) {
    const found = await find(params, readers);
    const isShown = found !== undefined && isDone(found);
    return untilShown(isShown, operation, name => readers.fleetOperation(name));
  },
  traces: params => membershipTraces(params.fleet, params.location, params.membership),
});

/** Managed by the fleet, or up by itself meanwhile: nothing has to be changed then. */
function isDone(one: MembershipFact): boolean {
  const manager = managerOf(one);
  return manager === 'fleet' || (manager === 'nobody' && one.controlPlane === 'ACTIVE');
}

async function find(
  {fleet, location, membership}: ReturnType<typeof manageMeshKind.parse>,
  readers: Readers,
): Promise<MembershipFact | undefined> {
  const mesh = await readers.mesh(fleet);
  if (mesh.kind === 'not-enabled') return undefined;
  return mesh.memberships.find(one => one.location === location && one.membership === membership);
}
