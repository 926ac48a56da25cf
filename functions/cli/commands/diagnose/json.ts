import {oneLine} from '../../../adapters/chat/text/sanitise.ts';
import type {Locale} from '../../../core/texts/define-texts.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';
import type {Finding} from './findings.ts';
import {type Report, resultOf, unseenIn} from './report.ts';
import {speakDiagnose} from './texts.ts';
import type {Member, ProjectState, Read} from './state.ts';

type Say = (one: Phrase) => string;

/** The report as JSON lines; what could not be read is null, and a line `unseen` says why. */
export function jsonLines(report: Report, locale: Locale): readonly string[] {
  const speak = speakDiagnose(locale);
  const say: Say = one => oneLine(speak(one));
  const {state, findings} = report;
  const lines: readonly object[] = [
    ...state.projects.map(one => projectOf(one, state.fleet.id)),
    ...state.members.map(memberOf),
    ...findings.all.map(one => findingOf(one, say)),
    ...unseenIn(report).map(({why, hides}) => ({kind: 'unseen', why: say(why), hides})),
    ...findings.outside.map(target => ({kind: 'outside', target})),
  ];
  return lines.map(line => `${JSON.stringify(line)}\n`);
}

function projectOf({project, number, bound, services}: ProjectState, fleet: string): object {
  return {
    kind: 'project',
    project: project.id,
    fleet,
    number: valueOf(number),
    configured: project.number,
    serviceAgentBound: valueOf(bound),
    services: Object.fromEntries(services.map(one => [one.service, valueOf(one.state)])),
  };
}

function memberOf({location, membership, cluster, state}: Member): object {
  return {kind: 'membership', location, membership, cluster: cluster ?? null, mesh: state ?? null};
}

function findingOf(finding: Finding, say: Say): object {
  const {runbook, target, answer, of, proposal} = finding;
  const said = (name: 'cause' | 'advice'): string | null => {
    if (name === 'cause' && 'cause' in answer) return say(answer.cause);
    return name === 'advice' && answer.kind === 'person' ? say(answer.advice) : null;
  };
  return {
    kind: 'finding',
    runbook: runbook.manifest.id,
    target,
    result: resultOf(finding),
    cause: said('cause'),
    advice: said('advice'),
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
