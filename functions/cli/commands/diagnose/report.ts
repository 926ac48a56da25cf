import {type Phrase} from '../../../core/texts/phrase.ts';
import {targetText} from '../../../core/detection/target.ts';
import type {Exit} from '../../shell/command.ts';
import type {Finding, Findings} from './findings.ts';
import type {FleetCondition, MembershipFact} from '../../../core/facts/cloud.ts';
import type {FleetState, Member, ProjectState, Read} from './state.ts';
import {phrase} from './texts.ts';

/** The state of a fleet, and what the runbooks say of it. */
export interface Report {
  readonly state: FleetState;
  readonly findings: Findings;
}

/** The result of a finding, shown first. */
export type Result = 'broken' | 'person' | 'waiting' | 'symptom' | 'healthy' | 'unseen';

/** The result of a finding: what an incident of this problem would come to. */
export function resultOf({answer}: Pick<Finding, 'answer'>): Result {
  return answer.kind;
}

/** Whether a problem is there of which nobody could read what explains it. */
export function isUndecided({own, answer}: Pick<Finding, 'own' | 'answer'>): boolean {
  return answer.kind === 'unseen' && own.kind !== 'unseen';
}

/** 3: something is wrong; 1: nothing wrong was seen, but not everything was seen; 0: all is well. */
export function exitOf(report: Report): Exit {
  if (isWrong(report)) return 3;
  return unseenIn(report).length === 0 ? 0 : 1;
}

/**
 * Whether something is broken or needs a person; a change that is under way is neither. The fleet's own
 * verdict ERROR is enough, whatever the runbooks make of it.
 */
export function isWrong({state, findings}: Report): boolean {
  const results = findings.all.map(resultOf);
  return (
    results.some(one => one === 'broken' || one === 'person' || one === 'symptom') ||
    findings.all.some(isUndecided) ||
    state.members.some(one => one.within && one.state?.code === 'ERROR') ||
    isFailing(wholeOf(state)) ||
    state.projects.some(isMisnumbered)
  );
}

/** What the fleet says of the mesh as a whole, where it was read and says something. */
export function wholeOf({mesh}: FleetState): Verdict | undefined {
  return mesh.kind === 'seen' && mesh.value.kind === 'enabled' ? mesh.value.whole : undefined;
}

/** What the fleet warns of: a membership, or the mesh as a whole; and each thing that it says. */
export interface Warned {
  readonly member?: Member;
  readonly said: readonly FleetCondition[];
}

function isFailing(whole: Verdict | undefined): boolean {
  return whole !== undefined && saidIn(whole, ['ERROR']).length > 0;
}

type Verdict = Pick<MembershipFact, 'code' | 'description' | 'conditions'>;

/** What the fleet warns of and nothing that is wrong explains: it is told, and no reason to fail. */
export function warningsOf(state: FleetState): readonly Warned[] {
  const whole = wholeOf(state);
  // The errors among the conditions of the whole are no membership's, so no runbook tells them.
  const said = whole === undefined ? [] : saidIn(whole, ['WARNING', 'ERROR']);
  const members = state.members.flatMap((member): Warned[] => {
    if (member.state === undefined || !member.within) return [];
    const own = saidIn(member.state, ['WARNING']);
    return own.length === 0 ? [] : [{member, said: own}];
  });
  return said.length === 0 ? members : [{said}, ...members];
}

function saidIn(
  {code, description, conditions}: Verdict,
  severities: readonly string[],
): readonly FleetCondition[] {
  const verdict = {code: 'state.code', details: description, severity: code};
  return [verdict, ...conditions].filter(one => severities.includes(one.severity));
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
