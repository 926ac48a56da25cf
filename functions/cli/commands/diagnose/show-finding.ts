import {columns} from '../../../adapters/chat/terminal/wrap.ts';
import {sanitise} from '../../../adapters/chat/text/sanitise.ts';
import {type Phrase} from '../../../core/texts/phrase.ts';
import {targetText} from '../../../core/detection/target.ts';
import type {Finding, Proposal} from './findings.ts';
import {hung, padded, paint, type Page, plain} from './page.ts';
import {type Result, resultOf} from './report.ts';
import {phrase} from './texts.ts';

/** At most this many lines of proof are shown with a finding. */
const mostProof = 5;

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
} as const;

/** A finding: what is wrong and where, why, the proof, and what to do. */
export function showFinding(finding: Finding, page: Page): readonly string[] {
  const {runbook, target, answer, of, proposal} = finding;
  const result = resultOf(finding);
  if (answer.kind === 'healthy' || answer.kind === 'unseen') return [];
  const shown = result === 'healthy' || result === 'unseen' ? answer.kind : result;
  const width = Math.max(...Object.values(words).map(one => columns(plain(page, phrase(one)))));
  const word = paint(page, [tints[shown]], padded(plain(page, phrase(words[shown])), width));
  const indent = ' '.repeat(width + 4);
  const say = (one: Phrase, first = ''): readonly string[] => {
    const rest = `${indent}${' '.repeat(columns(first))}`;
    return hung(page, plain(page, one), rest, `${indent}${first}`);
  };
  const head = `  ${word}  ${runbook.manifest.id} · ${targetText(target)}`;
  const lines = [head, ...('cause' in answer ? say(answer.cause) : [])];
  if (of !== undefined) {
    const params = {runbook: of.runbook, target: targetText(of.target)};
    return [...lines, ...say(phrase('diagnose.follows', params))];
  }
  const usual = answer.kind === 'waiting' ? answer.usualSeconds : undefined;
  if (usual !== undefined) lines.push(...say(phrase('diagnose.usual', {usual: usual * 1000})));
  lines.push(...proofOf(answer.proof).flatMap(one => say(one, '· ')));
  if (answer.kind === 'person') lines.push(...say(answer.advice, '→ '));
  if (proposal !== undefined) lines.push(...proposed(proposal, page, indent));
  return lines;
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
