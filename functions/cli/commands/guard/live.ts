import type {Env} from '../../../adapters/env.ts';
import type {Settings} from '../../../core/config/settings.ts';
import {type Target, targetKey} from '../../../core/detection/target.ts';
import {composeReadOnly} from '../../../wiring/compose-read-only.ts';
import {type Finding, findingsOf} from '../diagnose/findings.ts';
import {plannedProject} from '../../../mesh/planned-projects.ts';
import type {Judgement} from './judge.ts';
import {targetOf} from './place.ts';
import type {Live, Now} from './report.ts';

/**
 * Looks at the places of a plan as `diagnose` does, and says what of it works now. Only reads.
 */
export async function liveOf(judgement: Judgement, settings: Settings, env: Env): Promise<Live> {
  const deps = await composeReadOnly({settings, env});
  const {dangers, mends} = judgement;
  const places = distinct(
    [...dangers, ...mends].flatMap(one => {
      const own = plannedProject({projects: settings.projects}, one.at.project);
      const target = targetOf(one.at);
      return own === undefined || target === undefined ? [] : [{...target, project: own.id}];
    }),
  );
  const findings: Finding[] = [];
  for (const fleet of settings.projects.filter(one => one.fleet === one.id)) {
    const projects = settings.projects.filter(one => one.fleet === fleet.id);
    const own = places.filter(one => projects.some(each => each.id === one.project));
    const found = await findingsOf(deps, {fleet, projects, readers: deps.readers}, own);
    findings.push(...found.all);
  }
  const at = (one: {
    readonly runbook: {readonly manifest: {readonly id: string}};
    readonly at: Parameters<typeof targetOf>[0];
  }) => {
    const project = plannedProject({projects: settings.projects}, one.at.project)?.id;
    const target = targetOf(one.at);
    return findings.filter(
      each =>
        each.runbook.manifest.id === one.runbook.manifest.id &&
        (target === undefined ||
          isIn(each.target, {...target, project: project ?? target.project})),
    );
  };
  const ill = findings.filter(one => isIll(one));
  const mended = mends.flatMap(one =>
    at(one)
      .filter(isIll)
      .map(each => ({address: one.address, finding: each})),
  );
  const kept = ill.filter(one => mended.every(each => each.finding !== one));
  return {
    nowOf: danger => nowOf(at(danger)),
    mended: mended.map(({address, finding}) => ({address, ...told(finding)})),
    left: kept.map(told),
  };
}

function told({runbook: {manifest}, target}: Finding) {
  return {runbook: manifest.id, title: manifest.title, place: target};
}

/** What several looks come to: one that is broken counts, and nothing that was seen is a doubt. */
function nowOf(found: readonly Finding[]): Now {
  if (found.some(isIll)) return 'broken';
  if (found.length === 0 || found.some(one => one.own.kind === 'unseen')) return 'unseen';
  return 'works';
}

function isIll({own}: Finding): boolean {
  return own.kind !== 'healthy' && own.kind !== 'unseen';
}

/** Whether a place lies within what a plan names: it may not name the cluster. */
function isIn(place: Target, named: Target): boolean {
  return (
    place.project === named.project &&
    (named.cluster === undefined ||
      place.cluster === undefined ||
      place.cluster === named.cluster) &&
    (named.location === undefined ||
      place.location === undefined ||
      place.location === named.location)
  );
}

function distinct(places: readonly Target[]): readonly Target[] {
  return [...new Map(places.map(one => [targetKey(one), one])).values()];
}
