import type {Action, ActionParams, Precheck, Took} from '../../core/action.ts';
import type {RegistrationFact} from '../../core/facts.ts';
import {actionManifest} from '../../core/manifest.ts';
import {untilShown} from '../../core/operation.ts';
import type {Readers} from '../../core/ports.ts';
import {clusterIssuer} from '../../core/workload-identity.ts';
import manifest from './action.json' with {type: 'json'};
import {phrase, texts} from './texts.ts';

/**
 * Names the issuer of workload identities of a membership that has none: its own GKE cluster. An issuer
 * that is set is never rewritten.
 *
 * There is no undo: clearing an issuer disables workload identity for the membership.
 * https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/reference/rest/v1/projects.locations.memberships#Authority
 */
export const setIssuer: Action = {
  manifest: actionManifest(manifest),
  texts,
  describe(params) {
    const {fleet, location, membership, issuer} = read(params);
    return {
      text: phrase('action.set-issuer', {fleet, location, membership, issuer}),
      command: `gcloud container fleet memberships register ${membership} --project=${fleet} --location=${location} --gke-uri=${issuer} --enable-workload-identity`,
    };
  },
  precheck,
  async effect(params, _readers, writers) {
    const {fleet, location, membership, issuer} = read(params);
    return writers.setIssuer(fleet, location, membership, issuer);
  },
  check,
};

async function precheck(params: ActionParams, readers: Readers): Promise<Precheck> {
  const {issuer, membership, ...place} = read(params);
  const found = await find(params, readers);
  if (!isOf(found, place)) {
    return {kind: 'refused', reason: phrase('refused.membership-changed', {membership})};
  }
  if (found.issuer === issuer) return {kind: 'already'};
  if (found.issuer !== undefined) {
    const params = {membership, issuer: found.issuer};
    return {kind: 'refused', reason: phrase('refused.other-issuer', params)};
  }
  return {kind: 'needed'};
}

/** The membership itself decides; the operation only tells a failure from a delay. */
async function check(
  params: ActionParams,
  readers: Readers,
  operation: string | undefined,
): Promise<Took> {
  const {issuer} = read(params);
  if ((await find(params, readers))?.issuer === issuer) return 'took';
  return untilShown(operation, name => readers.fleetOperation(name));
}

async function find(params: ActionParams, readers: Readers): Promise<RegistrationFact | undefined> {
  const {fleet, location, membership} = read(params);
  const {memberships} = await readers.registrations(fleet);
  return memberships.find(one => one.location === location && one.membership === membership);
}

/** A project's number was compared by the diagnosis of the same attempt, which knows it. */
function isOf(
  found: RegistrationFact | undefined,
  place: Pick<ReturnType<typeof read>, 'project' | 'clusterLocation' | 'cluster'>,
): found is RegistrationFact {
  const cluster = found?.cluster;
  return (
    cluster?.name === place.cluster &&
    cluster.location === place.clusterLocation &&
    (cluster.project === place.project || /^\d+$/.test(cluster.project))
  );
}

function read(params: ActionParams) {
  const {project, cluster, clusterLocation, fleet, location, membership} = params;
  if (!project || !cluster || !clusterLocation || !fleet || !location || !membership) {
    throw new Error('set-issuer: the plan must name a cluster and its membership');
  }
  const issuer = clusterIssuer(project, clusterLocation, cluster);
  return {project, cluster, clusterLocation, fleet, location, membership, issuer};
}
