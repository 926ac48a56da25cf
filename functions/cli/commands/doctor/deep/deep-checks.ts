import type {InspectDeps} from '../../../../adapters/google/client/call.ts';
import {googleReaders} from '../../../../adapters/google/readers.ts';
import {clusterTrials} from '../../../../adapters/google/writers.ts';
import type {RegistrationFact} from '../../../../core/facts/cloud.ts';
import {errorText} from '../../../../core/lib/error.ts';
import {reachTo} from '../../../../mesh/membership.ts';
import {found, ok, type Check, type Found} from '../check.ts';
import {accountOf} from '../deployment.ts';
import type {DoctorContext} from '../doctor-context.ts';
import {neededPermissions} from '../permissions.ts';
import {customRoleCheck} from './custom-roles.ts';
import {clusterReads, featureRead, fleetReads, projectReads} from './google-reads.ts';
import {patchTrials} from './patch-trials.ts';
import {Pseudonyms} from './redact-names.ts';
import {storeReads} from './store-reads.ts';

/** So many clusters of a fleet are looked into. */
const mostClusters = 3;
/** What reads the feature of a membership, which only an action does. */
const readsFeature = 'gkehub.membershipfeatures.get';

/** What `--deep` asks, and the names that its report must not tell. */
export interface Deep {
  readonly checks: readonly Check[];
  readonly names: ReadonlyMap<string, string>;
}

/**
 * Every read of the responder, once: of each project, of each fleet, of some clusters of each, and of the store.
 * Whatever is read, it is read by the responder's own adapters, so that a shape they do not expect shows.
 * Reads of operations need the name of one and are left out.
 */
export async function deepChecks(
  context: DoctorContext,
  google: InspectDeps,
  patches: boolean,
): Promise<Deep> {
  const {settings, deployment} = context;
  const hidden = new Pseudonyms();
  if (deployment !== undefined) hidden.hide('project', deployment.project);
  for (const {id, number} of settings.projects) {
    hidden.hide('project', id);
    hidden.hide('number', number);
  }
  const {as, said} = await reading(context, google);
  const readers = googleReaders(as);
  const fleets = settings.projects.filter(one =>
    settings.projects.some(other => other.fleet === one.id),
  );
  const identity = {check: 'identity', subject: 'reads', run: () => Promise.resolve([said])};
  const checks: Check[] = [
    identity,
    ...settings.projects.flatMap(({id}) => projectReads(readers, as, id)),
    ...fleets.flatMap(({id}) => fleetReads(readers, id)),
    ...storeReads(context, as),
    ...settings.projects.map(({id}) => customRoleCheck(id, neededPermissions(context, id))),
  ];
  for (const fleet of fleets) {
    const {memberships} = await readers
      .registrations(fleet.id)
      .catch(() => ({memberships: [] as readonly RegistrationFact[]}));
    for (const one of memberships) {
      hidden.hide('membership', one.membership);
      if (one.cluster === undefined) continue;
      hidden.hide('cluster', one.cluster.name);
      hidden.hide('project', one.cluster.project);
    }
    const changesFeature = neededPermissions(context, fleet.id).includes(readsFeature);
    for (const one of memberships.slice(0, mostClusters)) {
      const reach = reachTo(fleet, one);
      if (changesFeature) checks.push(featureRead(as, fleet.id, one));
      checks.push(...clusterReads(readers, one, reach, hidden));
      if (patches) checks.push(...patchTrials(readers, clusterTrials(as), reach));
    }
  }
  return {checks, names: hidden.all};
}

/** Who reads: the function's account where we may speak for it, else whoever runs this, and the report says which. */
async function reading(
  context: DoctorContext,
  google: InspectDeps,
): Promise<{readonly as: InspectDeps; readonly said: Found}> {
  const {deployment} = context;
  if (deployment === undefined) return {as: google, said: ok('deep-as-you')};
  try {
    const as = await context.as(accountOf(deployment, 'respond'));
    return {as: {...as, ...policyOf(google)}, said: ok('deep-as-function')};
  } catch (error) {
    return {as: google, said: found('warning', 'deep-as-yourself', {said: errorText(error)})};
  }
}

function policyOf({attempts, totalMs, signal}: InspectDeps): Partial<InspectDeps> {
  return {
    ...(attempts === undefined ? {} : {attempts}),
    ...(totalMs === undefined ? {} : {totalMs}),
    ...(signal === undefined ? {} : {signal}),
  };
}
