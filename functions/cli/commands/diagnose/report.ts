import {type Phrase} from '../../../core/texts/phrase.ts';
import {targetText} from '../../../core/detection/target.ts';
import type {Exit} from '../../shell/command.ts';
import type {Finding, Findings} from './findings.ts';
import type {FleetState, ProjectState, Read} from './state.ts';
import {phrase} from './texts.ts';

/** The state of a fleet, and what the runbooks say of it. */
export interface Report {
  readonly state: FleetState;
  readonly findings: Findings;
}

/** The result of a finding, shown first. */
export type Result = 'broken' | 'person' | 'waiting' | 'symptom' | 'healthy' | 'unseen';

/** The result of a finding: one that another finding explains is its symptom. */
export function resultOf({answer, of}: Finding): Result {
  return of === undefined ? answer.kind : 'symptom';
}

/** 3: something is wrong; 1: nothing wrong was seen, but not everything was seen; 0: all is well. */
export function exitOf(report: Report): Exit {
  if (isWrong(report)) return 3;
  return unseenIn(report).length === 0 ? 0 : 1;
}

/** Whether something is broken or needs a person; a change that is under way is neither. */
export function isWrong({state, findings}: Report): boolean {
  const results = findings.all.map(resultOf);
  return (
    results.some(one => one === 'broken' || one === 'person' || one === 'symptom') ||
    state.projects.some(isMisnumbered)
  );
}

/** Whether a project's number differs from the configuration. */
export function isMisnumbered({project, number}: ProjectState): boolean {
  return number.kind === 'seen' && number.value !== project.number;
}

/** A reason why something could not be seen, with what it hides. */
export interface Unseen {
  readonly why: Phrase;
  /** The places of each runbook that it hides; an empty list: they are not known. */
  readonly hides: readonly {readonly runbook: string; readonly places: readonly string[]}[];
}

interface Hiding {
  readonly said: string;
  readonly runbook?: string;
  readonly place?: string;
}

/** Everything that could not be seen, each reason once. Places outside the configuration do not count. */
export function unseenIn({state, findings}: Report): readonly Unseen[] {
  const {all, hidden} = findings;
  const hiding: readonly Hiding[] = [
    ...readsOf(state).flatMap(one => (one.kind === 'unseen' ? [{said: one.said}] : [])),
    ...hidden.flatMap(({said, runbook}) => (said === undefined ? [] : [{said, runbook}])),
    ...all.flatMap(({answer, runbook: {manifest}, target}) =>
      answer.kind === 'unseen'
        ? [{said: answer.said, runbook: manifest.id, place: targetText(target)}]
        : [],
    ),
  ];
  const reasons = [...Map.groupBy(hiding, one => one.said)].map(([said, group]): Unseen => ({
    why: phrase('diagnose.said', {said}),
    hides: hidesOf(group),
  }));
  return [...unreachedIn(state), ...reasons];
}

function hidesOf(hiding: readonly Hiding[]): Unseen['hides'] {
  const places = new Map<string, readonly string[]>();
  for (const {runbook, place} of hiding) {
    if (runbook === undefined) continue;
    const known = places.get(runbook) ?? [];
    places.set(runbook, place === undefined ? known : [...known, place]);
  }
  return [...places].map(([runbook, own]) => ({runbook, places: own}));
}

function readsOf({mesh, registrations, projects}: FleetState): readonly Read<unknown>[] {
  return [
    mesh,
    registrations,
    ...projects.flatMap(({number, bound, services}) => [
      number,
      bound,
      ...services.map(one => one.state),
    ]),
  ];
}

/** Locations of the fleet that did not answer: anything there is hidden. */
function unreachedIn({mesh, registrations}: FleetState): readonly Unseen[] {
  const locations = [
    ...(mesh.kind === 'seen' && mesh.value.kind === 'enabled' ? mesh.value.unreachable : []),
    ...(registrations.kind === 'seen' ? registrations.value.unreachable : []),
  ];
  return [...new Set(locations)].map(location => ({
    why: phrase('diagnose.unreached', {location}),
    hides: [],
  }));
}
