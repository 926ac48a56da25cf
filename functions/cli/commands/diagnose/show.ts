import {targetText} from '../../../core/detection/target.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';
import type {Speak} from '../../../adapters/chat/text/translate.ts';
import {columns} from '../../../adapters/chat/terminal/wrap.ts';
import {names} from '../../shared/wording.ts';
import type {Io} from '../../shell/command.ts';
import {headed, hung, type Page, plain, padded, paint} from './page.ts';
import {
  isUndecided,
  isWrong,
  warningsOf,
  type Report,
  resultOf,
  unseenIn,
  type Unseen,
  isMisnumbered,
  type Result,
} from './report.ts';
import {showMembers} from './show-members.ts';
import {phrase} from './texts.ts';
import type {FleetState, Member, ProjectState} from './state.ts';
import {sanitise} from '../../../adapters/chat/text/sanitise.ts';
import type {Finding, Proposal} from './findings.ts';

/** The report for people. Text from outside is sanitised. */
export function showReport(
  report: Report,
  speak: Speak,
  {width, colour}: Pick<Io, 'width' | 'colour'>,
): string {
  const page: Page = {speak, width, colour};
  const {state, findings} = report;
  const {id, number} = state.fleet;
  const blocks = [
    [headed(page, phrase('diagnose.fleet', {fleet: id, number}))],
    showProjects(state, page),
    showMembers(state, page),
    showFindings(report, page),
    showUnseen(unseenIn(report), page),
    findings.outside.length === 0
      ? []
      : hung(page, plain(page, outsideOf(findings.outside.map(targetText))), ''),
    hung(page, summary(report, page), ''),
  ];
  const shown = blocks.filter(one => one.length > 0).map(block => block.join('\n'));
  return `${shown.join('\n\n')}\n`;
}

function outsideOf(targets: readonly string[]): Phrase {
  return phrase('diagnose.outside', {targets: names(targets)});
}

/** What is wrong or under way: the most basic problem first, then its symptoms. */
function showFindings(report: Report, page: Page): readonly string[] {
  const heading = headed(page, phrase('diagnose.findings'));
  const ill = report.findings.all.filter(
    one => !['healthy', 'unseen'].includes(resultOf(one)) || isUndecided(one),
  );
  const warned = showWarnings(report, page);
  if (ill.length > 0) return [heading, ...ill.flatMap(one => showFinding(one, page)), ...warned];
  if (isWrong(report)) return warned.length === 0 ? [] : [heading, ...warned];
  const all = unseenIn(report).length === 0;
  const nothing = phrase(all ? 'diagnose.nothing' : 'diagnose.nothing-seen');
  return [heading, `  ${plain(page, nothing)}`, ...warned];
}

/** What the fleet itself calls wrong and nobody diagnosed, and what it warns of. */
function showWarnings({state, findings}: Report, page: Page): readonly string[] {
  const judged = findings.all.filter(one => !['healthy', 'unseen'].includes(resultOf(one)));
  const errors = state.members.filter(
    one => one.within && one.state?.code === 'ERROR' && !judged.some(each => isAt(each, one)),
  );
  return [
    ...errors.map(member => {
      const said = member.state?.description ?? '';
      return phrase('diagnose.fleet-error', {place: placeOf(member), said});
    }),
    ...warningsOf(state).flatMap(({member, said}) =>
      said.map(({code, details, severity}) =>
        phrase('diagnose.fleet-warning', {
          place: member === undefined ? state.fleet.id : placeOf(member),
          severity,
          code,
          said: details || '–',
        }),
      ),
    ),
  ].flatMap(one => hung(page, plain(page, one), '    ', '  '));
}

/** Whether a finding is about a membership's cluster. */
function isAt({target}: Finding, {cluster}: Member): boolean {
  return target.cluster === cluster?.name && target.location === cluster?.location;
}

function placeOf({location, membership, cluster}: Member): string {
  return cluster === undefined
    ? `${location}/${membership}`
    : `${cluster.project}/${cluster.location}/${cluster.name}`;
}

function showUnseen(unseen: readonly Unseen[], page: Page): readonly string[] {
  if (unseen.length === 0) return [];
  const lines = unseen.flatMap(({why, hides}) => [
    ...hung(page, plain(page, why), '  '),
    ...hidden(hides).flatMap(one => hung(page, plain(page, one), '      ', '    · ')),
  ]);
  return [headed(page, phrase('diagnose.unseen')), ...lines];
}

/** What a reason hides: runbooks whose places are unknown, then those whose places are known. */
function hidden(hides: Unseen['hides']): readonly Phrase[] {
  const nowhere = hides.filter(one => one.places.length === 0).map(one => one.runbook);
  const some = hides.filter(one => one.places.length > 0);
  return [
    ...(nowhere.length === 0 ? [] : [phrase('diagnose.hidden', {runbooks: nowhere.join(', ')})]),
    ...some.map(({runbook, places}) => phrase('diagnose.places', {runbook, places: names(places)})),
  ];
}

function summary({findings: {all}}: Report, page: Page): string {
  const results = all.map(resultOf);
  const kinds = ['broken', 'person', 'waiting', 'symptom', 'healthy', 'unseen'] as const;
  const counts = kinds.flatMap(kind => {
    const count = results.filter(one => one === kind).length;
    return count === 0 ? [] : [plain(page, phrase(`diagnose.count.${kind}`, {count}))];
  });
  const runbooks = new Set(all.map(one => one.runbook)).size;
  const places = new Set(all.map(one => targetText(one.target))).size;
  const params = {runbooks, places, counts: counts.join(', ')};
  return plain(page, phrase(all.length === 0 ? 'diagnose.no-places' : 'diagnose.summary', params));
}

/** The projects of a fleet, each with its APIs and the service agent's role, as far as they were seen. */
function showProjects({projects}: FleetState, page: Page): readonly string[] {
  const widest = Math.max(...projects.map(one => columns(one.project.id)));
  const lines = projects.flatMap(one => {
    const name = `  ${padded(one.project.id, widest)}  `;
    const said = wordsOf(one, page).join(', ');
    const wrong = isMisnumbered(one) ? [paint(page, ['red'], numberOf(one, page))] : [];
    const indent = ' '.repeat(columns(name));
    return [...hung(page, said, indent, name), ...wrong.flatMap(text => hung(page, text, indent))];
  });
  return [headed(page, phrase('diagnose.projects')), ...lines];
}

function wordsOf({bound, services}: ProjectState, page: Page): readonly string[] {
  const said: Phrase[] = services.flatMap(({service, state}) =>
    state.kind === 'seen' ? [phrase(serviceCodes[state.value], {service})] : [],
  );
  if (bound.kind === 'seen') {
    said.push(phrase(bound.value ? 'diagnose.bound' : 'diagnose.unbound'));
  }
  return said.length === 0 ? ['–'] : said.map(one => plain(page, one));
}

const serviceCodes = {
  ENABLED: 'diagnose.service-on',
  DISABLED: 'diagnose.service-off',
  UNKNOWN: 'diagnose.service-unknown',
} as const;

function numberOf({project, number}: ProjectState, page: Page): string {
  const actual = number.kind === 'seen' ? number.value : '';
  return plain(page, phrase('diagnose.number-wrong', {configured: project.number, actual}));
}

/** At most this many lines of proof are shown with a finding. */
const mostProof = 8;

const tints = {
  broken: 'red',
  person: 'yellow',
  waiting: 'cyan',
  symptom: 'gray',
  healthy: 'green',
  unseen: 'cyan',
} as const satisfies Readonly<Record<Result, string>>;

const words = {
  broken: 'diagnose.broken',
  person: 'diagnose.person',
  waiting: 'diagnose.waiting',
  symptom: 'diagnose.symptom',
  unseen: 'diagnose.undecided',
} as const;

/** A finding: what is wrong and where, why, the proof, and what to do. */
function showFinding(finding: Finding, page: Page): readonly string[] {
  const {runbook, target, own, answer, of, proposal} = finding;
  if (answer.kind === 'healthy') return [];
  const shown = answer.kind;
  const width = Math.max(...Object.values(words).map(one => columns(plain(page, phrase(one)))));
  const word = paint(page, [tints[shown]], padded(plain(page, phrase(words[shown])), width));
  const indent = ' '.repeat(width + 4);
  const say = (one: Phrase, first = ''): readonly string[] => {
    const rest = `${indent}${' '.repeat(columns(first))}`;
    return hung(page, plain(page, one), rest, `${indent}${first}`);
  };
  const head = `  ${word}  ${runbook.manifest.id} · ${targetText(target)}`;
  const told = 'cause' in answer ? answer : own;
  const run = (one: Phrase): readonly string[] =>
    page.speak.commands(one).map(line => paint(page, ['dim'], `${indent}  $ ${sanitise(line)}`));
  const lines = [head, ...('cause' in told ? say(told.cause) : [])];
  if ('cause' in told && told.detail !== undefined) lines.push(...say(told.detail));
  if (answer.kind === 'unseen') {
    return [...lines, ...say(phrase('diagnose.undecided-why', {said: answer.said}))];
  }
  if (of !== undefined) {
    const params = {runbook: of.runbook, target: targetText(of.target)};
    return [...lines, ...say(phrase('diagnose.follows', params))];
  }
  const usual = answer.kind === 'waiting' ? answer.usualSeconds : undefined;
  if (usual !== undefined) lines.push(...say(phrase('diagnose.usual', {usual: usual * 1000})));
  lines.push(
    ...proofOf(ordered(own, answer.proof)).flatMap(one => [...say(one, '· '), ...run(one)]),
  );
  if (answer.kind === 'person') {
    lines.push(...say(answer.advice, '→ '), ...run(answer.advice));
    if (answer.risk !== undefined) lines.push(...say(answer.risk, '  '));
  }
  if (proposal !== undefined) lines.push(...proposed(proposal, page, indent));
  return lines;
}

/** What the runbook itself read comes before what its causes did. */
function ordered(own: Finding['own'], all: readonly Phrase[]): readonly Phrase[] {
  const known = own.kind === 'unseen' ? [] : own.proof.map(one => JSON.stringify(one));
  const isOwn = (one: Phrase): boolean => known.includes(JSON.stringify(one));
  return [...all.filter(isOwn), ...all.filter(one => !isOwn(one))];
}

function proofOf(proof: readonly Phrase[]): readonly Phrase[] {
  const more = proof.length - mostProof;
  if (more <= 1) return proof;
  return [...proof.slice(0, mostProof), phrase('diagnose.more-proof', {count: more})];
}

/** The steps of a plan, each in words and as a command; a command is not wrapped, to be copied. */
function proposed({how, hash, steps}: Proposal, page: Page, indent: string): readonly string[] {
  if (steps.length === 0) return hung(page, plain(page, phrase('diagnose.no-plan')), indent);
  const heading = plain(page, phrase(hows[how], {plan: hash}));
  const lines = steps.flatMap(({text, command}) => [
    ...hung(page, plain(page, text), `${indent}    `, `${indent}  - `),
    ...sanitise(command)
      .split('\n')
      .map(line => paint(page, ['dim'], `${indent}    $ ${line}`)),
  ]);
  return [...hung(page, heading, indent), ...lines];
}

const hows = {
  auto: 'diagnose.how.auto',
  approve: 'diagnose.how.approve',
  observe: 'diagnose.how.observe',
  exclude: 'diagnose.how.exclude',
  disabled: 'diagnose.how.disabled',
} as const satisfies Readonly<Record<Proposal['how'], string>>;
