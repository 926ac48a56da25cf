import type {Status} from 'kubernetes-types/meta/v1.js';
import {ok, type Answer, type Shown} from '../http/answer.ts';
import {changeCluster, noteUpgrades} from '../cluster/change.ts';
import {type Cluster, touch} from '../cluster/cluster.ts';
import {type Deleted, kindOf, pathName} from '../cluster/kinds.ts';
import type {ClusterSeed} from '../cluster/seed.ts';
import {injectionIn} from '../cluster/rollout.ts';
import {mending} from '../cluster/stalls.ts';
import {replacePod} from '../cluster/template.ts';
import {textAt} from '../json.ts';
import type {Inside} from './objects/revision-status.ts';
import {findObject, type Named, view} from './select.ts';
import {noSuchObject} from './status.ts';

/** Deletes an object; a pod's controller makes another at once. */
export function remove(
  inside: Inside,
  plural: Deleted,
  named: Named,
  query: URLSearchParams,
): Answer {
  const found = findObject(inside, plural, named);
  if (found === undefined) return noSuchObject(plural, named.name);
  const uid = textAt(view(inside, plural, found), 'metadata', 'uid');
  if (query.get('dryRun') !== 'All') carryOut(inside, plural, named);
  const {group} = kindOf(plural);
  const details = {name: named.name, ...(group === '' ? {} : {group}), kind: pathName(plural), uid};
  const body: Shown<Status> = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details,
  };
  return ok(body);
}

function carryOut({cluster, now}: Inside, plural: Deleted, {namespace, name}: Named): void {
  if (plural === 'pods') {
    deletePod(cluster, {namespace, name}, now);
    return;
  }
  const key =
    plural === 'mutatingwebhookconfigurations' ? `mutating/${name}` : `validating/${name}`;
  const change: ClusterSeed =
    plural === 'controlplanerevisions'
      ? {revisions: {[`${namespace}/${name}`]: null}}
      : {webhooks: {[key]: null}};
  mending(cluster, now, () => {
    changeCluster(cluster, change, now);
  });
}

function deletePod(cluster: Cluster, {namespace, name}: Named, now: number): void {
  for (const workload of cluster.workloads.values()) {
    for (const template of workload.templates) {
      const at = template.pods.findIndex(one => one.name === name);
      if (workload.namespace !== namespace || at < 0) continue;
      const injection = injectionIn(cluster, workload);
      template.pods = replacePod(workload, template, at, {injection, now, serial: touch(cluster)});
      workload.version = cluster.serial;
    }
  }
  noteUpgrades(cluster, now);
}
