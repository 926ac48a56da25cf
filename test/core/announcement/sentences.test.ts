import assert from 'node:assert/strict';
import {placeholders} from '../../../functions/core/texts/placeholders.ts';
import {
  entrySentence,
  junkSentence,
  reasonSentence,
  refusalSentence,
  skipSentence,
  undoneBySentence,
} from '../../../functions/core/announcement/sentences.ts';
import {noAnswer} from '../../../functions/core/contract/diagnosis.ts';
import type {Tool} from '../../../functions/core/detection/actor.ts';
import type {JunkReason} from '../../../functions/core/detection/entry.ts';
import type {EntryReason, SkipReason, Reason} from '../../../functions/core/incident/reason.ts';
import type {AnswerRefusal} from '../../../functions/core/inbox/answer.ts';
import type {UndoRefusal} from '../../../functions/core/guard/undo.ts';
import type {Sentence} from '../../../functions/core/texts/define-texts.ts';
import {type Phrase} from '../../../functions/core/texts/phrase.ts';
import {phrase, texts} from '../../../functions/core/texts/texts.ts';

/** One fact of each kind: the compiler says when one is missing. */
type EachKind<Fact extends {readonly kind: string}> = {
  readonly [Kind in Fact['kind']]: OfKind<Fact, Kind>;
};
type OfKind<Fact extends {readonly kind: string}, Kind extends string> = Fact extends unknown
  ? Kind extends Fact['kind']
    ? Fact & {readonly kind: Kind}
    : never
  : never;

const cause = phrase('cause.pending');
const advice = phrase('advice.look');
const why = phrase('foreign.no-project');
const call = {call: 'serviceusage services.enable', failure: 'denied', said: 'no'} as const;
const plan = 'abcdef0123456789';
const by = 'kim';
const shut = {project: 'p', action: 'enable-service', said: 'no'};

const reasons: EachKind<Reason> = {
  detected: {kind: 'detected', symptom: 'api-disabled'},
  again: {kind: 'again', times: 2},
  found: {kind: 'found', runbook: 'webhook-call-failure'},
  released: {kind: 'released', runbook: 'connect-gateway-disabled'},
  polled: {kind: 'polled', since: 7},
  'backlog-found': {kind: 'backlog-found', incident: 'x-1'},
  'backlog-more': {kind: 'backlog-more'},
  'undo-asked': {kind: 'undo-asked', by},
  diagnosing: {kind: 'diagnosing'},
  approved: {kind: 'approved', by, plan},
  declined: {kind: 'declined', by, plan},
  'not-taken': {kind: 'not-taken', attempt: 1},
  'effect-unsure': {kind: 'effect-unsure', ...call},
  busy: {kind: 'busy', times: 1, other: {kind: 'service', ...call}},
  waiting: {kind: 'waiting', cause},
  'undo-dropped': {kind: 'undo-dropped', by},
  'taken-back': {kind: 'taken-back', by},
  'undo-planned': {kind: 'undo-planned', by},
  'no-answer': {kind: 'no-answer', ...call},
  broken: {kind: 'broken', cause},
  'dry-run': {kind: 'dry-run'},
  change: {kind: 'change', text: phrase('advice.look')},
  verifying: {kind: 'verifying'},
  'not-yet': {kind: 'not-yet', looks: 2},
  'mode-approve': {kind: 'mode-approve', plan},
  'risk-high': {kind: 'risk-high', plan},
  'undo-waits': {kind: 'undo-waits', by, plan},
  'undone-before': {kind: 'undone-before', by, at: 7, plan},
  'approval-expired': {kind: 'approval-expired', by, plan},
  'plan-changed': {kind: 'plan-changed', by, plan},
  'approval-unproven': {kind: 'approval-unproven', by, plan},
  flapping: {kind: 'flapping', repairs: 2},
  'project-not-allowed': {kind: 'project-not-allowed'},
  excluded: {kind: 'excluded'},
  'action-disabled': {kind: 'action-disabled', action: 'enable-service'},
  'plan-declined': {kind: 'plan-declined', by, plan},
  'mode-observe': {kind: 'mode-observe', plan},
  paused: {kind: 'paused', reason: 'migration', by},
  silenced: {kind: 'silenced', silence: 's-1', reason: 'upgrade', by, until: 7},
  'silences-unreadable': {kind: 'silences-unreadable'},
  'breaker-open': {kind: 'breaker-open', ...shut},
  'breaker-told': {kind: 'breaker-told', ...shut, incident: 'x-1'},
  budget: {kind: 'budget', project: 'p', limit: 20},
  'person-needed': {kind: 'person-needed', cause, advice},
  'keeps-failing': {kind: 'keeps-failing', times: 3},
  'busy-too-long': {kind: 'busy-too-long', times: 6, other: {kind: 'service', ...call}},
  'waited-too-long': {kind: 'waited-too-long', cause, advice},
  'read-refused': {kind: 'read-refused', call: 'a call', said: 'no'},
  'read-api-disabled': {kind: 'read-api-disabled', call: 'a call', service: 's'},
  denied: {kind: 'denied', ...call},
  'effect-refused': {kind: 'effect-refused', ...call},
  'action-refused': {kind: 'action-refused', why},
  internal: {kind: 'internal', said: 'oh'},
  verified: {kind: 'verified', tookMs: 7},
  healed: {kind: 'healed', tookMs: 7},
  undone: {kind: 'undone', by},
  'undo-kept': {kind: 'undo-kept', by, why: {kind: 'nobody-came'}},
  'already-healthy': {kind: 'already-healthy'},
  backlog: {kind: 'backlog', entries: 9, problems: 4, over: 2, broken: 1, unseen: 1},
  'symptom-of': {kind: 'symptom-of', incident: 'x-1'},
  'project-not-listed': {kind: 'project-not-listed', project: 'p'},
  'project-mismatch': {kind: 'project-mismatch', label: 'p', log: 'q'},
  'attempts-spent': {kind: 'attempts-spent', attempts: 3},
  'rechecks-spent': {kind: 'rechecks-spent', looks: 5, cause, advice},
  'nobody-came': {kind: 'nobody-came', advice},
  blind: {kind: 'blind', looks: 8, call: 'a call'},
};

const entries: EachKind<EntryReason> = {
  joined: {kind: 'joined', state: 'verifying'},
  late: {kind: 'late', state: 'resolved'},
  adopted: {kind: 'adopted', runbook: 'connect-gateway-disabled'},
  stale: {kind: 'stale'},
  limited: {kind: 'limited'},
  again: reasons.again,
  'symptom-of': reasons['symptom-of'],
  'project-not-listed': reasons['project-not-listed'],
  'project-mismatch': reasons['project-mismatch'],
};

const skips: EachKind<SkipReason> = {
  unrelated: {kind: 'unrelated'},
  duplicate: {kind: 'duplicate'},
  filter: {kind: 'filter', runbook: 'webhook-call-failure'},
  heartbeat: {kind: 'heartbeat'},
  'heartbeat-off': {kind: 'heartbeat-off'},
  'project-not-listed': {kind: 'project-not-listed', project: 'p'},
  foreign: {kind: 'foreign', why},
  other: {kind: 'other'},
};

const refusals: EachKind<AnswerRefusal | UndoRefusal> = {
  'nothing-waits': {kind: 'nothing-waits', state: 'resolved'},
  'other-plan': {kind: 'other-plan', plan},
  'undo-off': {kind: 'undo-off'},
  'nothing-repaired': {kind: 'nothing-repaired', state: 'blocked'},
  'undo-declined': {kind: 'undo-declined'},
  'no-inverse': {kind: 'no-inverse'},
  'undo-too-late': {kind: 'undo-too-late'},
  'undo-newer': {kind: 'undo-newer', incident: 'x-2'},
};

const junk: Readonly<Record<JunkReason, string>> = {
  'not-an-object': 'junk.not-an-object',
  'no-object': 'junk.no-object',
  empty: 'junk.empty',
  'no-message': 'junk.no-message',
  'not-base64': 'junk.not-base64',
  'too-large': 'junk.too-large',
  'not-json': 'junk.not-json',
  'no-work': 'junk.no-work',
};

const tools: Readonly<Record<Tool, string>> = {
  terraform: 'undone.terraform',
  'config-connector': 'undone.config-connector',
  gcloud: 'undone.gcloud',
  console: 'undone.console',
  unknown: 'undone.unknown',
};

/** The reasons whose words are a runbook's or an action's own. */
const lent: readonly Reason['kind'][] = ['waiting', 'broken', 'change', 'action-refused'];

/** The words that `respond --json` has given as reasons since its first version, without lent ones. */
const words = [
  ...[
    'action-disabled',
    'again',
    'already-healthy',
    'approval-expired',
    'approval-unproven',
    'approved',
  ],
  ...['attempts-spent', 'backlog', 'backlog-found', 'backlog-more', 'blind', 'breaker-open'],
  ...[
    'breaker-told',
    'budget',
    'busy',
    'busy-too-long',
    'declined',
    'denied',
    'detected',
    'diagnosing',
    'dry-run',
  ],
  ...['effect-refused', 'effect-unsure', 'excluded', 'flapping', 'found', 'healed', 'internal'],
  ...['keeps-failing', 'mode-approve', 'mode-observe', 'no-answer', 'nobody-came', 'not-taken'],
  ...['not-yet', 'paused', 'person-needed', 'plan-changed', 'plan-declined', 'polled'],
  ...['project-mismatch', 'project-not-allowed', 'project-not-listed', 'read-api-disabled'],
  ...['read-refused', 'rechecks-spent', 'released', 'risk-high', 'silenced'],
  ...['silences-unreadable', 'symptom-of', 'verified'],
  ...['verifying', 'waited-too-long'],
  ...[
    'undo-asked',
    'undo-dropped',
    'undo-planned',
    'undo-waits',
    'undone',
    'undone-before',
    'taken-back',
  ],
];

/** Both languages have the sentence, and it asks for nothing that it is not given. */
function assertSaid({code, params}: Phrase): void {
  const sentence = new Map<string, Sentence>(Object.entries(texts)).get(code);
  for (const line of [sentence?.en, sentence?.ko]) {
    assert.ok(line !== undefined, `${code} has no sentence`);
    const missing = placeholders(line).filter(name => params[name] === undefined);
    assert.deepEqual(missing, [], code);
  }
}

describe('every kind of fact has its sentence in both languages, with all its parameters', () => {
  for (const reason of Object.values(reasons)) {
    const {kind} = reason;
    const own = !lent.includes(kind);
    it(`reason: ${kind}${own ? '' : ', whose words are lent'}`, () => {
      const said = reasonSentence(reason);
      if (own) assertSaid(said);
      else
        assert.ok(
          Object.values({...reason}).some(one => one === said),
          kind,
        );
    });
  }

  for (const reason of Object.values(entries)) {
    it(`what became of an entry: ${reason.kind}`, () => {
      assertSaid(entrySentence(reason));
    });
  }

  for (const reason of Object.values(skips)) {
    it(`why an entry was skipped: ${reason.kind}`, () => {
      const said = skipSentence(reason);
      assertSaid(said);
      if (reason.kind === 'foreign') assert.equal(said, reason.why);
    });
  }

  for (const reason of Object.values(refusals)) {
    it(`why an answer is refused: ${reason.kind}`, () => {
      const said = refusalSentence(reason);
      assertSaid(said);
      assert.equal(said.code, `answer.${reason.kind}`);
    });
  }

  for (const reason of Object.keys(junk) as JunkReason[]) {
    it(`why a delivery is junk: ${reason}`, () => {
      assertSaid(junkSentence(reason));
      assert.equal(junkSentence(reason).code, junk[reason]);
    });
  }

  it('a read without an answer', () => {
    assertSaid(noAnswer(call));
  });

  for (const tool of Object.keys(tools) as Tool[]) {
    it(`who undid it: ${tool}`, () => {
      const said = undoneBySentence({kind: 'actor', principal: 'kim@x', agent: 'a', tool, at: 7});
      assertSaid(said);
      assert.equal(said.code, tools[tool]);
    });
  }

  it('who undid it: nobody knows', () => {
    assertSaid(undoneBySentence({kind: 'untold', why: 'no such entry'}));
  });

  it('who undid it, by a caller that does not say what it is', () => {
    const nameless = {principal: 'kim@x', agent: '', tool: 'unknown', at: 7} as const;
    assert.equal(undoneBySentence({kind: 'actor', ...nameless}).params['agent'], '-');
  });
});

describe('the words of reasons', () => {
  it('are what they have always been, and each of them still has its kind', () => {
    const now = Object.values(reasons).flatMap(reason => {
      const [family, word = ''] = reasonSentence(reason).code.split('.');
      if (family !== 'reason') return [];
      assert.equal(word, reason.kind);
      return [word];
    });
    assert.deepEqual(now.sort(), [...words].sort());
  });

  it('are all that the locale files have', () => {
    const known = Object.keys(texts).flatMap(code =>
      code.startsWith('reason.') ? [code.slice('reason.'.length)] : [],
    );
    assert.deepEqual(known.sort(), [...words].sort());
  });

  it('of entries are what they have always been', () => {
    const codes = (said: readonly Phrase[]) => said.map(one => one.code);
    assert.deepEqual(codes(Object.values(entries).map(entrySentence)), [
      ...['join.open', 'join.late', 'join.adopted', 'join.stale', 'limit.counted'],
      ...['reason.again', 'reason.symptom-of', 'reason.project-not-listed'],
      'reason.project-mismatch',
    ]);
    assert.deepEqual(codes(Object.values(skips).map(skipSentence)), [
      ...['skip.unrelated', 'skip.duplicate', 'skip.filter', 'skip.pulse', 'skip.pulse-off'],
      ...['reason.project-not-listed', 'foreign.no-project', 'skip.other'],
    ]);
  });
});
