import type {Mutant} from './kind.ts';

/** Guards of what a message says: what is broken, where, and whether anybody has seen it. */
export const words: readonly Mutant[] = [
  headline('what nobody could see is told as broken', [
    'if (unseen === true) return {what: reported, cause};',
    '',
  ]),
  headline('what was not looked at yet is told as broken', [
    'if (cause === undefined) return {what: reported};',
    'if (cause === undefined) return {what: affected(incident), cause: {code: "cause.api-off", params: {}}};',
  ]),
  headline('what is broken is told without its cause', [
    "return state === 'verifying' ? {what, cause, now: 'changed'} : {what, cause};",
    'return {what};',
  ]),
  headline('what is known to be broken is told as reported', [
    'const what = affected(incident);',
    'const what = reported;',
  ]),
  headline('what is over is told as broken', [
    'if (isOver(incident)) {',
    'if (isOver(incident) && cause === undefined) {',
  ]),
  headline('what was broken is told as what still is', [
    "{what, cause, now: 'over'}",
    '{what, cause}',
  ]),
  headline('what was changed is told as untouched', [
    "return state === 'verifying' ? {what, cause, now: 'changed'} : {what, cause};",
    'return {what, cause};',
  ]),
  headline('what is being verified is told as over', [
    'if (isOver(incident)) {',
    "if (isOver(incident) || state === 'verifying') {",
  ]),
  guard('core/announcement/tone', 'what is handed over for good asks for nothing', [
    "  failed: 'action',",
    "  failed: 'quiet',",
  ]),
  guard('core/announcement/facts', 'the facts do not say whose cluster it is', [
    "fact('fact.project', text(target.project))",
    "fact('fact.project', text(target.cluster ?? target.project))",
  ]),
  guard('core/announcement/facts', 'the facts name another cluster', [
    '? affected : [target];',
    "? affected : [{...target, location: 'elsewhere'}];",
  ]),
];

function headline(id: string, change: readonly [string, string]): Mutant {
  return guard('core/announcement/headline', id, change);
}

function guard(file: string, id: string, [from, to]: readonly [string, string]): Mutant {
  return {id, file: `${file}.ts`, from, to};
}
