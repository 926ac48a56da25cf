import {actions} from '../../../functions/actions/index.ts';
import {attemptsOf, endOf, type Incident} from '../../../functions/core/incident/incident.ts';
import {at, isObject, type JsonObject, listAt} from '../../../functions/core/lib/json.ts';
import type {Phrase} from '../../../functions/core/texts/phrase.ts';
import {entrySentence, reasonSentence} from '../../../functions/core/announcement/sentences.ts';
import {isTellable} from '../../../functions/core/announcement/tellable.ts';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import {messageOf} from '../../../functions/engine/lib/message-of.ts';
import {runbooks} from '../../../functions/runbooks/index.ts';
import {isDeepStrictEqual} from 'node:util';
import {speakAll} from '../../../functions/wiring/translations.ts';
import assert from 'node:assert/strict';

// What an incident has to be that was read from a document of the first version: said of the document's
// own fields, and by what people were told of it.

/** What the first version told of a document. */
export interface Told {
  readonly id: string;
  readonly tellable: boolean;
  readonly message: JsonObject;
}

/** Parameters that no sentence ever named; the facts do without them. */
const unsaid: Readonly<Record<string, readonly string[]>> = {
  'reason.detected': ['symptom'],
  'reason.healed': ['tookMs'],
  'reason.mode-observe': ['plan'],
  'reason.no-answer': ['failure'],
  'reason.denied': ['failure', 'service'],
  'reason.effect-refused': ['service'],
  'reason.read-refused': ['service'],
};

/** Compares an incident with the document that it was read from, and with what was told of it. */
export function assertAsWritten(found: Incident, doc: JsonObject, told: Told): void {
  const {id, state, reason, intake, work, outbox, timeline} = found;
  const said = <T>(value: T): T => withoutUnsaid(value) as T;
  const known = (name: string): unknown => doc[name];

  // Identity, lease and status; and nothing else beside the parts.
  const same = [
    ...['id', 'key', 'epoch', 'version', 'runbook', 'symptom', 'variant', 'target', 'causes'],
    ...['openedAt', 'lease', 'state'],
  ];
  const {intake: _i, work: _w, outbox: _o, timeline: _t, reason: _r, ...rest} = found;
  assert.deepEqual(rest, present(Object.fromEntries(same.map(name => [name, known(name)]))), id);
  assert.deepEqual(reasonSentence(reason), said(known('reason')), id);

  const {reasons, ...taken} = intake;
  assert.deepEqual(
    taken,
    {entries: known('entries'), evidence: known('evidence'), symptoms: known('symptoms')},
    id,
  );
  // What became of entries was counted by the code of its sentence.
  assert.deepEqual(
    Object.values(reasons).map(one => ({...one, reason: entrySentence(one.reason)})),
    Object.values(isObject(doc['reasons']) ? doc['reasons'] : {}),
    id,
  );

  assert.deepEqual(
    work,
    present({
      run: known('reopened'),
      beganAt: known('beganAt'),
      changedAt: known('changedAt'),
      confirmed: known('confirmed'),
      proof: known('proof'),
      lookedAt: known('lookedAt'),
      plan: planIn(doc),
      approval: approvalIn(doc),
      // Actions of the first run said nothing of it.
      actions: listAt(doc, 'actions').map(one => inLists(isObject(one) ? {run: 0, ...one} : one)),
      blindLooks: known('blindLooks'),
      repairs: known('repairs'),
      contestedAt: known('contestedAt'),
      actedAt: known('actedAt'),
      rechecks: known('rechecks'),
      nextLook: known('nextLook'),
    }),
    id,
  );
  assert.equal(attemptsOf(found), known('attempts'), id);
  assert.equal(endOf(found), known('closedAt'), id);

  assert.deepEqual(
    outbox,
    present({
      revision: known('revision'),
      milestone: known('milestone'),
      channels: known('told'),
      failures: known('silentTries'),
      dueAt: known('tellAfter'),
      turn: known('tellTurn'),
      againAt: known('tellAgain'),
      similar: known('similar'),
    }),
    id,
  );

  const lines = listAt(doc, 'timeline');
  assert.deepEqual(
    timeline.map(one => ({
      ...{at: one.at, state: one.state, reason: reasonSentence(one.reason), code: one.code},
    })),
    lines.map(one => ({
      ...{at: at(one, 'at'), state: at(one, 'state'), reason: said(at(one, 'reason'))},
      code: at(one, 'code'),
    })),
    id,
  );

  const context = {settings: {locale: 'en'}, runbooks, actions, timing: new TimeScale()} as const;
  const message = messageOf(context, found);
  // Cause, advice and who undid a repair stood in the proof; people read them there as ever, each once.
  const written = lines.flatMap(one => [said(at(one, 'reason')), ...listAt(one, 'proof')]);
  const notes: readonly unknown[] = message.notes.map(note => note.text);
  for (const note of notes)
    assert.ok(
      written.some(one => isDeepStrictEqual(one, note)),
      id,
    );
  const quiet = state === 'no-action' && notes.length === 0;
  for (const one of written)
    assert.ok(quiet || notes.some(note => isDeepStrictEqual(one, note)), id);
  // The first version did not tell that it had stopped before its first look had an answer.
  const stopped = state === 'blocked' && found.work.lookedAt === undefined;
  // Nor did it keep to itself what a poll alone had seen and no look found.
  const gone =
    state === 'no-action' &&
    found.intake.entries.count === 0 &&
    found.intake.symptoms.length === 0 &&
    Object.keys(found.outbox.channels).length === 0;
  assert.equal(isTellable(found), (told.tellable && !gone) || stopped, id);
  assertSpokenAlike(written, id);
  assert.equal(state, known('state'), id);
}

function present(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** `usedBy` was the attempt that used an approval, or 0 where the plan had changed. */
function approvalIn(doc: JsonObject): unknown {
  const {approval} = doc;
  if (!isObject(approval)) return undefined;
  const {usedBy, ...rest} = approval;
  switch (usedBy) {
    case undefined:
      return rest;
    case 0:
      return {...rest, use: {kind: 'voided'}};
    default:
      return {...rest, use: {kind: 'attempt', attempt: usedBy}};
  }
}

/** The value, its phrases without parameters that none of their sentences names. */
function withoutUnsaid(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUnsaid);
  if (!isObject(value)) return value;
  if (isPhrase(value)) {
    const left = unsaid[value.code] ?? [];
    const params = Object.entries(value.params).filter(([name]) => !left.includes(name));
    return {...value, params: Object.fromEntries(params)};
  }
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutUnsaid(one)]));
}

/** In both languages the parameters that are left out make no difference. */
function assertSpokenAlike(message: unknown, id: string): void {
  for (const phrase of phrasesIn(message)) {
    for (const locale of ['en', 'ko'] as const) {
      const speak = speakAll(locale);
      assert.equal(speak(withoutUnsaid(phrase) as Phrase), speak(phrase), id);
    }
  }
}

function phrasesIn(value: unknown): readonly Phrase[] {
  if (Array.isArray(value)) return value.flatMap(phrasesIn);
  if (!isObject(value)) return [];
  return isPhrase(value)
    ? value.code in unsaid
      ? [value]
      : []
    : Object.values(value).flatMap(phrasesIn);
}

function isPhrase(value: unknown): value is Phrase {
  return isObject(value) && typeof value['code'] === 'string' && isObject(value['params']);
}

function planIn(doc: JsonObject): unknown {
  const {plan} = doc;
  return isObject(plan) ? {...plan, actions: listAt(plan, 'actions').map(inLists)} : plan;
}

/** Workloads were one text, and the pods of a restart a selector or a dash. */
function inLists(action: unknown): unknown {
  const params = at(action, 'params');
  if (!isObject(action) || !isObject(params) || typeof params['workloads'] !== 'string') {
    return action;
  }
  const pods =
    params['pods'] === '-' ? {kind: 'lacking'} : {kind: 'labelled', selector: params['pods']};
  const workloads = Array.from(
    params['workloads'].matchAll(/([^/, ]+)\/([^/, ]+)\/([^/, ]+)/g),
    ([, namespace, kind, name]) => ({namespace, kind, name}),
  );
  return {...action, params: {...params, workloads, pods}};
}
