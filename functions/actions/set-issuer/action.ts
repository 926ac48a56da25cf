import {membershipTraces} from '../../core/detection/audit-trace.ts';
import {type Action, actionOf} from '../../core/contract/action.ts';
import type {RegistrationFact} from '../../core/facts/cloud.ts';
import {actionManifest} from '../../core/contract/manifest.ts';
import {untilShown} from '../../mesh/operation-status.ts';
import type {Readers} from '../../core/ports/ports.ts';
import {clusterIssuer} from '../../mesh/workload-identity.ts';
import manifest from './action.json' with {type: 'json'};
import {setIssuerKind} from './params.ts';
import {phrase, texts} from './texts.ts';

type Params = ReturnType<typeof setIssuerKind.parse>;

/**
 * Names the issuer of workload identities of a membership that has none: its own GKE cluster. An issuer
 * that is set is never rewritten.
 *
 * There is no undo: clearing an issuer disables workload identity for the membership.
 * https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/reference/rest/v1/projects.locations.memberships#Authority
 */
export const setIssuer: Action = actionOf(setIssuerKind, {
  manifest: actionManifest(manifest),
  texts,
  describe(params) {
    const {fleet, location, membership} = params;
    const issuer = issuerOf(params);
    return {
      text: phrase('action.set-issuer', {fleet, location, membership, issuer}),
      command: `gcloud container fleet memberships register ${membership} --project=${fleet} --location=${location} --gke-uri=${issuer} --enable-workload-identity`,
    };
  },
  async precheck(params, readers) {
    const {membership} = params;
    const found = await find(params, readers);
    if (!isOf(found, params)) {
      return {kind: 'refused', reason: phrase('refused.membership-changed', {membership})};
    }
    if (found.issuer === issuerOf(params)) return {kind: 'already'};
    if (found.issuer !== undefined) {
      const names = {membership, issuer: found.issuer};
      return {kind: 'refused', reason: phrase('refused.other-issuer', names)};
    }
    return {kind: 'needed'};
  },
  async effect(params, _readers, writers) {
    const {fleet, location, membership} = params;
    return writers.setIssuer(fleet, location, membership, issuerOf(params));
  },
  async check(params, readers, operation) {
    const isSet = (await find(params, readers))?.issuer === issuerOf(params);
    return untilShown(isSet, operation, name => readers.fleetOperation(name));
  },
  traces: params => membershipTraces(params.fleet, params.location, params.membership),
});

async function find(
  {fleet, location, membership}: Params,
  readers: Readers,
): Promise<RegistrationFact | undefined> {
  const {memberships} = await readers.registrations(fleet);
  return memberships.find(one => one.location === location && one.membership === membership);
}

/** A project's number was compared by the diagnosis of the same attempt, which knows it. */
function isOf(found: RegistrationFact | undefined, params: Params): found is RegistrationFact {
  const cluster = found?.cluster;
  return (
    cluster?.name === params.cluster &&
    cluster.location === params.clusterLocation &&
    (cluster.project === params.project || /^\d+$/.test(cluster.project))
  );
}

function issuerOf({project, cluster, clusterLocation}: Params): string {
  return clusterIssuer(project, clusterLocation, cluster);
}
