import {covers, type AcceptedDanger, type Settings} from '../../../core/config/settings.ts';
import type {PlanGround, PlannedEffect, PlannedPlace} from '../../../core/contract/danger.ts';
import type {Runbook} from '../../../core/contract/runbook.ts';
import type {Grant, PlannedChange, Written} from '../../../core/planned/change.ts';
import {valueOf} from '../../../core/planned/value.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';
import {plannedProject} from '../../../mesh/planned-projects.ts';
import {serviceAgentRole} from '../../../mesh/service-agent.ts';
import type {Read} from '../../../plan/read.ts';
import {phrase} from './texts.ts';

/** One resource of the plan and what it does. */
interface Found {
  readonly address: string;
  readonly written?: Written;
  readonly runbook: Runbook;
  readonly at: PlannedPlace;
}

/** A change that would break the mesh. */
export interface FoundDanger extends Found {
  readonly why: Phrase;
  readonly remedy: Phrase;
  readonly opens: boolean;
  /** What the configuration says of it; `over`: its time is. */
  readonly accepted?: {readonly by: AcceptedDanger; readonly over: boolean};
}

/** A change of which only the apply will tell. */
export interface FoundUnknown {
  readonly address: string;
  readonly written?: Written;
  readonly runbook?: Runbook;
  readonly why: Phrase;
}

/** What a plan does to the mesh. */
export interface Judgement {
  readonly dangers: readonly FoundDanger[];
  readonly unknown: readonly FoundUnknown[];
  readonly mends: readonly Found[];
  /** So many changes are in projects, locations or clusters outside of the configuration. */
  readonly outside: number;
  readonly resources: number;
  /** So many dangers more than are listed: nobody reads ten thousand. */
  readonly more: number;
}

/** So many dangers, and as many unknown changes, are listed. */
const mostListed = 10_000;

/** Asks every runbook about every change. `now` in epoch ms decides which acceptances are over. */
export function judge(
  {changes, resources, unread}: Read,
  runbooks: readonly Runbook[],
  settings: Pick<Settings, 'projects' | 'planGuard'> | undefined,
  now: number,
): Judgement {
  const ground: PlanGround = {projects: settings?.projects, speaksOf: speaking(changes)};
  const dangers: FoundDanger[] = [];
  const unknown: FoundUnknown[] = unread.map(address => ({
    address,
    why: phrase('guard.unknown-action'),
  }));
  const mends: Found[] = [];
  let outside = 0;
  let more = 0;
  for (const change of changes) {
    const {address, written} = change;
    let left = change.changes && placesOf(change).every(one => isOutside(one, ground));
    for (const runbook of runbooks) {
      for (const effect of runbook.dangers?.(change, ground) ?? []) {
        if (isOutside(effect.at, ground)) {
          left = true;
          continue;
        }
        const found: Found = {address, ...(written && {written}), runbook, at: effect.at};
        const sure = withKnownProject(effect, ground);
        if (sure.kind === 'mend') mends.push(found);
        else if (sure.kind === 'unknown') {
          if (unknown.length < mostListed) unknown.push({...found, why: sure.why});
        } else if (dangers.length >= mostListed) more += 1;
        else {
          const {why, opens} = sure;
          const remedy = isGoneManifest(change) ? phrase('guard.remedy.manifest') : sure.remedy;
          const by = acceptanceOf(found, settings?.planGuard?.accept ?? []);
          const accepted = by && {by, over: by.until <= now};
          dangers.push({...found, why, remedy, opens, ...(accepted && {accepted})});
        }
      }
    }
    if (left) outside += 1;
  }
  return {dangers, unknown, mends, outside, resources, more};
}

/** What runbooks advise against a deletion is written in Terraform: blocks and flags that no manifest has. */
function isGoneManifest(change: PlannedChange): boolean {
  return change.written !== undefined && 'after' in change && change.after === undefined;
}

/** The dangers that count: nobody accepted them, or their time is over. */
export function counting({dangers}: Judgement): readonly FoundDanger[] {
  return dangers.filter(one => one.accepted === undefined || one.accepted.over);
}

/** The dangers that somebody accepted, and still does. */
export function accepted({dangers}: Judgement): readonly FoundDanger[] {
  return dangers.filter(one => one.accepted?.over === false);
}

/** Whether a project is one of the configuration is not known before the apply where its name is not. */
function withKnownProject(effect: PlannedEffect, {projects}: PlanGround): PlannedEffect {
  if (effect.kind !== 'danger' || effect.at.project?.kind !== 'unknown') return effect;
  if (projects === undefined) return effect;
  return {kind: 'unknown', at: effect.at, why: phrase('guard.unknown-project')};
}

function acceptanceOf(
  {address, runbook}: Found,
  all: readonly AcceptedDanger[],
): AcceptedDanger | undefined {
  const matching = all.filter(
    one => one.address === address && (one.runbook ?? runbook.manifest.id) === runbook.manifest.id,
  );
  // Of several the one that lasts longest counts.
  return matching.toSorted((a, b) => b.until - a.until)[0];
}

/** Whether a place is known to be none of the configuration's. */
function isOutside(
  {project, location, cluster, membership}: PlannedPlace,
  ground: PlanGround,
): boolean {
  if (ground.projects === undefined || valueOf(project) === undefined) return false;
  const own = plannedProject(ground, project);
  if (own === undefined) return true;
  const names = {
    ...(location?.kind === 'known' && location.value !== 'global'
      ? {location: location.value}
      : {}),
    ...(cluster?.kind === 'known' ? {cluster: cluster.value} : {}),
  };
  // The host's list of clusters is of its own ones: a membership may stand for another project's.
  return membership === undefined && !covers(own, names);
}

/** The places that a change names, on both of its sides. */
function placesOf(change: PlannedChange): readonly PlannedPlace[] {
  switch (change.kind) {
    case 'iam':
      return [change.before, change.after].flatMap(one =>
        one === undefined ? [] : [one.scope.level === 'project' ? {project: one.scope.name} : {}],
      );
    case 'service':
    case 'project':
    case 'mesh':
    case 'mesh-membership':
      return given(change, ({project}) => ({project}));
    case 'membership':
      return given(change, ({project}) => ({project}));
    case 'cluster':
    case 'node-pool':
      return [change.before, change.after].flatMap(one =>
        one === undefined
          ? []
          : [{project: one.project, location: one.location, cluster: one.cluster}],
      );
    case 'webhooks':
    case 'namespace':
    case 'istiod':
      return [{}];
  }
}

function given<T>(
  {before, after}: {readonly before: T | undefined; readonly after: T | undefined},
  make: (side: T) => PlannedPlace,
): readonly PlannedPlace[] {
  return [before, after].flatMap(one => (one === undefined ? [] : [make(one)]));
}

/**
 * Whether the plan speaks of a mesh in a project: its feature, a membership of it, or its role. Of an undefined
 * project: anywhere.
 */
function speaking(changes: readonly PlannedChange[]): PlanGround['speaksOf'] {
  const projects = new Set<string | undefined>();
  for (const change of changes) {
    for (const place of placesOf(change)) {
      if (isOfMesh(change)) projects.add(valueOf(place.project)).add(undefined);
    }
  }
  return project => projects.has(project);
}

function isOfMesh(change: PlannedChange): boolean {
  const {kind} = change;
  if (kind === 'service')
    return [change.before, change.after].some(
      one => valueOf(one?.services)?.includes('mesh.googleapis.com') === true,
    );
  if (kind === 'iam')
    return [change.before, change.after].some(one => valueOf(one?.grants)?.some(isMeshGrant));
  return kind === 'mesh' || kind === 'mesh-membership';
}

function isMeshGrant({role}: Grant): boolean {
  return valueOf(role) === serviceAgentRole;
}
