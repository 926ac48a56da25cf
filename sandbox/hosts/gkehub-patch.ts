import type {gkehub_v1} from 'googleapis/build/src/apis/gkehub/v1.js';
import {googleError, invalid, notFound, ok, type Answer} from '../http/answer.ts';
import type {Call, Site} from '../http/call.ts';
import {fleetCall, logOperation} from '../entries/audit-calls.ts';
import {at, isObject, stamp, textAt} from '../json.ts';
import {caller} from './inventory.ts';
import {issuerOf} from '../world/seed.ts';
import {
  type Change,
  controlPlaneManagements,
  managements,
  type Membership,
  nextSerial,
  type Project,
  setManagement,
  type World,
} from '../world/world.ts';

/** A membership that is to be changed. */
interface Subject extends Pick<Site, 'world'> {
  readonly project: Project;
  readonly one: Membership;
}

type Body = Pick<Call, 'body' | 'query'>;

/**
 * v1 memberships.patch, of `authority` only. An issuer cannot be changed, only set and cleared; clearing
 * it turns workload identity off (gkehub v1, Authority.issuer).
 */
export function patchMembership(subject: Subject, {body, query}: Body, now: number): Answer {
  const mask = query.get('updateMask') ?? '';
  if (mask !== 'authority' && mask !== 'authority.issuer')
    return invalid(`updateMask "${mask}" is not one that the sandbox plays: authority is`);
  const authority = at(body, 'authority') ?? {};
  const issuer = at(authority, 'issuer') ?? '';
  if (!isObject(authority) || typeof issuer !== 'string')
    return invalid('authority.issuer must be a text');
  const {one} = subject;
  if (issuer !== '' && !issuer.startsWith('https://'))
    return invalid('authority.issuer must be a valid URL with the scheme https');
  if (issuer !== '' && one.issuer !== '' && one.issuer !== issuer)
    return invalid('authority.issuer cannot be updated directly; it must be cleared first');
  if (issuer !== '' && !one.attached && issuer !== issuerOf(one.cluster))
    return invalid(`authority.issuer must be the issuer of the cluster: ${issuerOf(one.cluster)}`);
  return change(subject, {now, version: 'v1', feature: ''}, () => {
    one.issuer = issuer;
  });
}

/** The mesh feature of one membership, by name. */
export function featureName({number}: Project, {location, name}: Membership): string {
  return `projects/${number}/locations/${location}/memberships/${name}/features/servicemesh`;
}

/**
 * v2 membership feature patch, of the mesh's management. A feature that does not exist is created with
 * `allowMissing` only, and the mask is ignored then (d.ts of gkehub v2); without it the answer is 404. That
 * code is AIP-134's; nothing public shows the body. `origin: FLEET` beside an
 * override is what gcloud sends (it sends back what it read), so that the override counts; alone it inherits.
 * https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/reference/rest/v2/projects.locations.memberships.features/patch
 */
export function patchManagement(subject: Subject, {body, query}: Body, now: number): Answer {
  const {one, project} = subject;
  const mask = query.get('updateMask') ?? '';
  // gcloud's client writes Python's True.
  const mayCreate = /^true$/i.test(query.get('allowMissing') ?? '');
  if (!one.featured && !mayCreate) return notFound(featureName(project, one));
  const isMasked = ['spec', 'spec.servicemesh', 'spec.servicemesh.management'].includes(mask);
  if (one.featured && !isMasked)
    return invalid(`updateMask "${mask}" is not one that the sandbox plays: spec is`);
  const text = textAt(body, 'spec', 'servicemesh', 'management') || 'MANAGEMENT_UNSPECIFIED';
  const wanted = managements.find(one => one === text);
  if (wanted === undefined)
    return invalid(`Invalid value at 'feature.spec.servicemesh': "${text}"`);
  const old = textAt(body, 'spec', 'servicemesh', 'controlPlane');
  const controlPlane = controlPlaneManagements.find(each => each === old);
  const isByHand =
    one.management.value === 'MANAGEMENT_MANUAL' ||
    (one.management.value === 'MANAGEMENT_UNSPECIFIED' && one.controlPlane === 'MANUAL');
  if (isByHand && wanted === 'MANAGEMENT_AUTOMATIC') {
    // "supported features" of the managed mesh: there is no way from manual to automatic.
    const text =
      'Changing management from MANAGEMENT_MANUAL to MANAGEMENT_AUTOMATIC is not supported';
    return googleError(400, text, {status: 'FAILED_PRECONDITION'});
  }
  return change(subject, {now, version: 'v2', feature: '/features/servicemesh'}, then => {
    const isFleet = textAt(body, 'spec', 'origin', 'type') === 'FLEET';
    const isInherited = isFleet && wanted === one.management.value;
    one.origin = isInherited ? 'FLEET' : 'USER';
    if (isInherited) one.controlPlane = undefined;
    else if (mask !== 'spec.servicemesh.management') one.controlPlane = controlPlane;
    setManagement(one, isInherited ? 'MANAGEMENT_UNSPECIFIED' : wanted, then);
  });
}

/** An operation of the fleet, as v1 and v2 show it. */
export function pollChange(world: World, name: string, now: number): Answer {
  const found = world.changes.get(name);
  const ours = found?.target.startsWith('projects/') === true;
  return found === undefined || !ours ? notFound(name) : ok(view(found, now));
}

function change(
  {world, project, one}: Subject,
  how: {readonly now: number; readonly version: string; readonly feature: string},
  run: (then: number) => void,
): Answer {
  const parent = `projects/${project.id}/locations/${one.location}`;
  const made: Change = {
    name: `${parent}/operations/operation-${world.startedAt}-${nextSerial(world)}`,
    target: `${parent}/memberships/${one.name}${how.feature}`,
    startedAt: how.now,
    doneAt: how.now + world.pace.changeMs,
  };
  world.changes.set(made.name, made);
  world.later = [...world.later, {at: made.doneAt, run}];
  logOperation(world, fleetCall(project.id, made.target, how.version, caller), {
    ...{id: made.name, now: how.now, doneAt: made.doneAt},
  });
  return ok(view(made, how.now, how.version));
}

function view({name, target, startedAt, doneAt}: Change, now: number, apiVersion = 'v1') {
  const over = now >= doneAt;
  return {
    name,
    metadata: {
      '@type': 'type.googleapis.com/google.cloud.gkehub.v1.OperationMetadata',
      createTime: stamp(startedAt),
      ...(over ? {endTime: stamp(doneAt)} : {}),
      target,
      verb: 'update',
      apiVersion,
    },
    // While it runs, `done` is left out, as everything that has its default.
    ...(over
      ? {
          done: true,
          response: {
            '@type': 'type.googleapis.com/google.cloud.gkehub.v1.Membership',
            name: target,
          },
        }
      : {}),
  } satisfies gkehub_v1.Schema$Operation;
}
