import type {Action, ActionParams, Precheck, Took} from '../../core/action.ts';
import type {MembershipFact} from '../../core/facts.ts';
import {actionManifest} from '../../core/manifest.ts';
import {untilShown} from '../../core/operation.ts';
import type {Readers} from '../../core/ports.ts';
import manifest from './action.json' with {type: 'json'};
import {phrase, texts} from './texts.ts';

const automatic = 'MANAGEMENT_AUTOMATIC';

/**
 * Has the fleet manage the mesh of one membership whose management nobody chose: what "install managed
 * mesh again" means today. One that somebody manages by hand is never taken over: there is no way from
 * MANUAL to AUTOMATIC. https://docs.cloud.google.com/service-mesh/docs/supported-features-managed
 *
 * There is no undo: whoever takes the management back takes the mesh away.
 */
export const manageMesh: Action = {
  manifest: actionManifest(manifest),
  texts,
  describe(params) {
    const {fleet, location, membership} = read(params);
    return {
      text: phrase('action.manage-mesh', {fleet, location, membership}),
      command: `gcloud container fleet mesh update --management=automatic --memberships=${membership} --location=${location} --project=${fleet}`,
    };
  },
  precheck,
  async effect(params, _readers, writers) {
    const {fleet, location, membership} = read(params);
    return writers.manageMesh(fleet, location, membership);
  },
  check,
};

async function precheck(params: ActionParams, readers: Readers): Promise<Precheck> {
  const {membership} = read(params);
  const found = await find(params, readers);
  if (found === undefined) {
    return {kind: 'refused', reason: phrase('refused.no-membership', {membership})};
  }
  if (isDone(found)) return {kind: 'already'};
  // Also what is not documented yet is somebody's choice.
  if (found.management !== 'MANAGEMENT_UNSPECIFIED') {
    const {management} = found;
    return {kind: 'refused', reason: phrase('refused.management', {membership, management})};
  }
  return {kind: 'needed'};
}

/** The feature itself decides; the operation only tells a failure from a delay. */
async function check(
  params: ActionParams,
  readers: Readers,
  operation: string | undefined,
): Promise<Took> {
  const found = await find(params, readers);
  if (found !== undefined && isDone(found)) return 'took';
  return untilShown(operation, name => readers.fleetOperation(name));
}

/** Managed by the fleet, or up by itself meanwhile: nothing has to be changed then. */
function isDone({management, controlPlane}: MembershipFact): boolean {
  const chosen = management !== 'MANAGEMENT_UNSPECIFIED';
  return management === automatic || (!chosen && controlPlane === 'ACTIVE');
}

async function find(params: ActionParams, readers: Readers): Promise<MembershipFact | undefined> {
  const {fleet, location, membership} = read(params);
  const mesh = await readers.mesh(fleet);
  if (mesh.kind === 'not-enabled') return undefined;
  return mesh.memberships.find(one => one.location === location && one.membership === membership);
}

function read(params: ActionParams) {
  const {fleet, location, membership} = params;
  if (!fleet || !location || !membership) {
    throw new Error('manage-mesh: the plan must name a fleet and a membership');
  }
  return {fleet, location, membership};
}
