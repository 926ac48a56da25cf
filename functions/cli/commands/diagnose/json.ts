import {oneLine} from '../../../adapters/chat/text/sanitise.ts';
import {ownRevisions} from '../../../mesh/membership.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';
import type {Finding} from './findings.ts';
import {type Report, resultOf, unseenIn, wholeOf} from './report.ts';
import type {Speak} from '../../../adapters/chat/text/translate.ts';
import type {FleetState, Member, ProjectState, Read} from './state.ts';

type Say = (one: Phrase) => string;

/** The report as JSON lines; what could not be read is null, and a line `unseen` says why. */
export function jsonLines(report: Report, speak: Speak): readonly string[] {
  const say: Say = one => oneLine(speak(one));
  const {state, findings} = report;
  const lines: readonly object[] = [
    ...state.projects.map(one => projectOf(one, state)),
    ...state.members.map(memberOf),
    ...findings.all.map(one => findingOf(one, say, speak.commands)),
    ...unseenIn(report).map(({why, hides}) => ({kind: 'unseen', why: say(why), hides})),
    ...findings.outside.map(target => ({kind: 'outside', target})),
  ];
  return lines.map(line => `${JSON.stringify(line)}\n`);
}

function projectOf({project, number, bound, services}: ProjectState, state: FleetState): object {
  const {id: fleet} = state.fleet;
  return {
    kind: 'project',
    project: project.id,
    fleet,
    number: valueOf(number),
    configured: project.number,
    serviceAgentBound: valueOf(bound),
    mesh: project.id === fleet ? (wholeOf(state) ?? null) : null,
    services: Object.fromEntries(services.map(one => [one.service, valueOf(one.state)])),
  };
}

function memberOf({location, membership, cluster, state, within}: Member): object {
  return {
    kind: 'membership',
    location,
    membership,
    cluster: cluster ?? null,
    mesh: state ?? null,
    state: state === undefined ? null : {code: state.code, description: state.description},
    ownRevisions: state === undefined ? [] : ownRevisions(state),
    within,
  };
}

function findingOf(finding: Finding, say: Say, commands: Speak['commands']): object {
  const {runbook, target, own, answer, of, proposal} = finding;
  const cause = 'cause' in answer ? answer.cause : 'cause' in own ? own.cause : undefined;
  const detail = 'detail' in answer ? answer.detail : 'detail' in own ? own.detail : undefined;
  const advice = answer.kind === 'person' ? answer.advice : undefined;
  return {
    kind: 'finding',
    runbook: runbook.manifest.id,
    target,
    result: resultOf(finding),
    cause: cause === undefined ? null : say(cause),
    detail: detail === undefined ? null : say(detail),
    advice: advice === undefined ? null : say(advice),
    commands: advice === undefined ? [] : commands(advice),
    proof: 'proof' in answer ? answer.proof.map(say) : [],
    of: of ?? null,
    plan:
      proposal === undefined
        ? null
        : {
            ...proposal,
            steps: proposal.steps.map(({action, params, text, command}) => ({
              action,
              params,
              text: say(text),
              command,
            })),
          },
  };
}

function valueOf<T>(read: Read<T>): T | null {
  return read.kind === 'seen' ? read.value : null;
}
