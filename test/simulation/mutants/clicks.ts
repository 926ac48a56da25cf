import type {Mutant} from './kind.ts';

/** Guards of buttons: of what a click answers, of who may give one, and of how a request is proven. */
export const clicks: readonly Mutant[] = [
  history('engine/announce/announce', 'buttons that could not be asked about never come', [
    'const rest = question === undefined ? {...taken, againAt: again} : taken;',
    'const rest = again < 0 ? {...taken, againAt: again} : taken;',
  ]),
  history('engine/operate/answer-question', 'whoever clicks may answer', [
    "if (reason !== undefined) return {kind: 'not-allowed', reason};",
    'void reason;',
  ]),
  history('engine/operate/answer-question', 'one yes is enough where two are asked for', [
    "if (answer === 'approved' && given.length < votes) {",
    "if (answer === 'approved' && given.length < 1) {",
  ]),
  history('core/interaction/question', 'one person counts as often as they click', [
    'const isGiven = valid.some(one => one.by === vote.by);',
    "const isGiven = valid.some(one => one.by === '');",
  ]),
  history('engine/announce/ask-question', 'what a message asks is not written down', [
    'return {value: questionValue({...question, token: fresh}), result: fresh};',
    'return {result: fresh};',
  ]),
  history('core/guard/guard', 'what a person had taken back is made again by itself', [
    "if (undone !== undefined) return {kind: 'undone-before', ...undone, plan};",
    'void undone;',
  ]),
  history('engine/remediate/undone-things', 'what is taken back is not noted', [
    ': withUndone(known, names, {by: undo.by, at}, timing);',
    ': withoutUndone(known, names);',
  ]),
  history(
    'engine/remediate/preview-undo',
    'an undo does not look whether the problem is there again',
    ["if (diagnosis.kind !== 'healthy') return {kind: 'moved-on', diagnosis};", 'void diagnosis;'],
  ),
  history('core/lifecycle/propose', 'a no to an undo leaves its incident waiting', [
    "if (reason.kind === 'plan-declined') {",
    "if (reason.kind === 'excluded') {",
  ]),
  spec(
    'engine/remediate/perform',
    'a process that was frozen takes a repair back that is made again by now',
    'return lease !== undefined && lease.until <= clock.now();',
    'return lease !== undefined && lease.until <= clock.now() - 1e12;',
    'engine/operate/undo',
  ),
  spec(
    'engine/operate/interact',
    'anybody asks for an undo',
    `const unknown = await unknownPerson(deps, who);
      if (unknown !== undefined) return refused(deps, by, unknown, press);
      if (run`,
    'if (run',
    'engine/operate/interact',
  ),
  spec(
    'core/guard/undo',
    'a repair of an older incident is taken back',
    'if (latest !== undefined && latest !== id)',
    "if (latest === '')",
    'engine/operate/undo',
  ),
  spec(
    'actions/enable-service/action',
    'an undo turns off what was on before',
    'servicesOf(params).filter(one => made?.includes(one) ?? true)',
    'servicesOf(params).filter(one => made?.includes(one) !== undefined)',
    'engine/operate/undo',
  ),
  spec(
    'engine/operate/answer-question',
    'a button of any token answers',
    'question.token === token &&',
    "question.token !== '' &&",
    'deep/forgeries',
  ),
  spec(
    'core/interaction/question',
    'a button that was answered asks once more',
    'return question.run === work.run && !isTakenUp;',
    'return question.run === work.run && (isTakenUp || true);',
    'core/interaction/question',
  ),
  spec(
    'engine/operate/interact',
    'members of other workspaces click',
    "return who.kind === 'slack' && who.team !== own?.slack?.team;",
    'return own === undefined;',
    'engine/operate/interact',
  ),
  spec(
    'engine/stops/pause',
    'a short pause takes the place of a long one',
    'const isLonger = known !== undefined && (known.until ?? Infinity) >= pause.until;',
    'const isLonger = known !== undefined && known.until === -1;',
    'engine/operate/interact',
  ),
  spec(
    'adapters/chat/slack/signature',
    'a signature counts for ever',
    'if (Math.abs(now / 1000 - Number(timestamp)) > windowSeconds)',
    'if (Math.abs(now / 1000 - Number(timestamp)) > 1e12)',
    'deep/forgeries',
  ),
  spec(
    'adapters/chat/slack/signature',
    'any signature counts',
    "return matches.includes(true) ? undefined : 'wrong-signature';",
    'return undefined;',
    'deep/forgeries',
  ),
  spec(
    'wiring/serving/interact-door',
    'the same request counts twice',
    'if (seen.has(signature)) return true;',
    '',
    'deep/forgeries',
  ),
  spec(
    'wiring/serving/interact-door',
    'whomever Google has signed for is the Chat app',
    "if (checked.email !== own.googleChat.account) return refuse('google-chat', 'another-account');",
    '',
    'deep/forgeries',
  ),
  spec(
    'adapters/google/client/person-token',
    'a token for anybody counts here',
    '[...audiences], issuers',
    'undefined, issuers',
    'deep/forgeries',
  ),
  spec(
    'adapters/google/client/person-token',
    'an address that nobody has verified counts',
    'isVerified === true',
    'isVerified !== 7',
    'deep/forgeries',
  ),
  spec(
    'adapters/http/incoming',
    'a click may be of any size',
    'const limit = limits[takes];',
    'const limit = bodyLimit;',
    'adapters/http/incoming',
  ),
];

function history(file: string, id: string, [from, to]: readonly [string, string]): Mutant {
  return {id, file: `${file}.ts`, from, to};
}

function spec(file: string, id: string, from: string, to: string, by: string): Mutant {
  return {id, file: `${file}.ts`, from, to, by: `test/${by}.test.ts`};
}
