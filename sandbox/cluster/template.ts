import {type Injection, podAnnotations, podLabels} from './injection.ts';
import type {Pod, Template, Workload} from './cluster.ts';

/** Kubernetes' own alphabet for generated names: apimachinery, util/rand. */
const alphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** A name part that repeats from run to run (FNV-1a; a cluster makes too many for SHA-256). */
function namePart(text: string, length: number): string {
  let hash = 0x811c9dc5;
  let part = '';
  for (let round = 0; part.length < length; round += 1) {
    for (const letter of `${text}|${round}`)
      hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    part += alphabet[hash % alphabet.length] ?? 'x';
  }
  return part;
}

type Named = Pick<Workload, 'namespace' | 'name'>;

/** The label `pod-template-hash` of a version of a workload; 1 is the version of a seed. */
export function templateHash({namespace, name}: Named, revision = 1): string {
  return namePart(`${namespace}/${name}/${revision}`, 9);
}

/** A new version of a workload's template. */
export function nextTemplate(
  workload: Workload,
  annotations: Template['annotations'],
  at: number,
): Template {
  const revision = (workload.templates.at(-1)?.revision ?? 0) + 1;
  const hash = templateHash(workload, revision);
  return {revision, hash, annotations, at, pods: []};
}

/** The name of a template's ReplicaSet (of a Deployment). */
export function replicaSetName({name}: Named, {hash}: Pick<Template, 'hash'>): string {
  return `${name}-${hash}`;
}

/** The pods of a template, `count` of them; those that it has stay. */
export function makePods(
  workload: Workload,
  template: Template,
  count: number,
  how: {readonly injection: Injection; readonly now: number},
): readonly Pod[] {
  const kept = template.pods.slice(0, count);
  const {labels, annotations} = podMetadata(workload, template, how.injection);
  const fresh = Array.from({length: count - kept.length}, (_, index) => ({
    name: podName(workload, template, kept.length + index),
    labels,
    annotations,
    createdAt: how.now,
  }));
  return [...kept, ...fresh];
}

/** The pods of a template where one was deleted and its controller has made another. */
export function replacePod(
  workload: Workload,
  template: Template,
  at: number,
  how: {readonly injection: Injection; readonly now: number; readonly serial: number},
): readonly Pod[] {
  const fresh = {
    name: podName(workload, template, workload.kind === 'StatefulSet' ? at : how.serial),
    ...podMetadata(workload, template, how.injection),
    createdAt: how.now,
  };
  return template.pods.with(at, fresh);
}

function podMetadata(workload: Workload, template: Template, injection: Injection) {
  const labels = {
    ...workload.podLabels,
    ...(workload.kind === 'Deployment'
      ? {'pod-template-hash': template.hash}
      : {'controller-revision-hash': `${workload.name}-${template.hash}`}),
    ...podLabels(injection),
  };
  return {labels, annotations: {...template.annotations, ...podAnnotations(injection)}};
}

function podName(workload: Workload, template: Template, index: number): string {
  const {kind, namespace, name} = workload;
  const part = namePart(`${namespace}/${name}/${template.revision}/${index}`, 5);
  switch (kind) {
    case 'StatefulSet':
      return `${name}-${index}`;
    case 'DaemonSet':
      return `${name}-${part}`;
    case 'Deployment':
      return `${replicaSetName(workload, template)}-${part}`;
  }
}
