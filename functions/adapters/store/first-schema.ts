import {at, isObject, type JsonObject, listAt} from '../../core/lib/json.ts';

// Incidents as 0.1.0 wrote them: one flat object, whose reason was a sentence's code with parameters and
// whose cause and advice stood in the proof. What comes out is checked like any other document.

/** Which field went into which part, under which name. */
const parts = {
  intake: {entries: 'entries', evidence: 'evidence', symptoms: 'symptoms'},
  work: {
    reopened: 'run',
    beganAt: 'beganAt',
    changedAt: 'changedAt',
    confirmed: 'confirmed',
    proof: 'proof',
    lookedAt: 'lookedAt',
    blindLooks: 'blindLooks',
    repairs: 'repairs',
    contestedAt: 'contestedAt',
    actedAt: 'actedAt',
    rechecks: 'rechecks',
    nextLook: 'nextLook',
  },
  outbox: {
    revision: 'revision',
    milestone: 'milestone',
    told: 'channels',
    silentTries: 'failures',
    tellAfter: 'dueAt',
    tellTurn: 'turn',
    tellAgain: 'againAt',
    similar: 'similar',
  },
} as const;

/** Fields that are made anew, or follow from others. */
const replaced = [
  'plan',
  ...Object.values(parts).flatMap(names => Object.keys(names)),
  ...['state', 'reason', 'reasons', 'timeline', 'approval', 'actions', 'attempts', 'closedAt'],
];

/** A document of the first schema in the form of the second. @throws Error where it is none. */
export function fromFirst(old: JsonObject): JsonObject {
  const rest = Object.entries(old).filter(([name]) => !replaced.includes(name));
  const lines = listAt(old, 'timeline').filter(isObject);
  const last = lines.at(-1);
  const own = {state: old['state'], reason: old['reason'], proof: last?.['proof']};
  return {
    ...Object.fromEntries(rest),
    ...statusOf(own, lines.at(-2)),
    intake: {...moved(old, parts.intake), reasons: entryReasons(old['reasons'])},
    work: {
      ...moved(old, parts.work),
      ...(isObject(old['plan']) ? {plan: planOf(old['plan'])} : {}),
      ...(isObject(old['approval']) ? {approval: approvalOf(old['approval'])} : {}),
      actions: listAt(old, 'actions').map(one => actionOf(one, {run: 0})),
    },
    outbox: moved(old, parts.outbox),
    timeline: lines.map((line, index) => timelineItem(line, lines[index - 1])),
  };
}

function moved(old: JsonObject, names: Readonly<Record<string, string>>): JsonObject {
  const found = Object.entries(names).flatMap(([before, after]): [string, unknown][] =>
    old[before] === undefined ? [] : [[after, old[before]]],
  );
  return Object.fromEntries(found);
}

/** Its hash stays what people were shown; it is planned anew before anything is done. */
function planOf(plan: JsonObject): JsonObject {
  return {...plan, actions: listAt(plan, 'actions').map(one => actionOf(one))};
}

function actionOf(value: unknown, usual: JsonObject = {}): unknown {
  if (!isObject(value)) return value;
  const {action, params} = value;
  const upgraded = isObject(params) ? upgradeParams(String(action), params) : params;
  return {...usual, ...value, params: upgraded};
}

/** `usedBy` was the attempt, or 0 where the plan had changed. */
function approvalOf({usedBy, ...approval}: JsonObject): JsonObject {
  if (usedBy === undefined) return approval;
  const use = usedBy === 0 ? {kind: 'voided'} : {kind: 'attempt', attempt: usedBy};
  return {...approval, use};
}

function timelineItem(line: JsonObject, before: JsonObject | undefined): JsonObject {
  const {proof: _moved, ...rest} = line;
  const {proof, ...status} = statusOf(line, before, true);
  return {...rest, ...status, ...(proof === undefined ? {} : {proof})};
}

/** A state with its reason as facts; `withProof`: and the proof that is no part of them. */
function statusOf(line: JsonObject, before: JsonObject | undefined, withProof = false): JsonObject {
  const {state, reason: sentence} = line;
  const proof = listAt(line, 'proof').filter(isObject);
  const params = isObject(at(sentence, 'params')) ? at(sentence, 'params') : {};
  const code = String(at(sentence, 'code'));
  const {reason, used} = reasonOf({state, sentence, code, params, proof, before});
  const kept = proof.slice(used);
  return {
    state,
    reason,
    ...(withProof && line['proof'] !== undefined ? {proof: kept} : {}),
  };
}

interface Old {
  readonly state: unknown;
  /** The phrase itself. */
  readonly sentence: unknown;
  readonly code: string;
  readonly params: unknown;
  readonly proof: readonly JsonObject[];
  /** The line of history before. */
  readonly before: JsonObject | undefined;
}

/** The facts of a sentence, and how many lines of the proof belong to them. */
function reasonOf(old: Old): {readonly reason: unknown; readonly used: number} {
  const {state, sentence, code, params, proof} = old;
  const kind = code.replace(/^reason\./, '');
  const facts = {...(isObject(params) ? params : {}), kind};
  if (!code.startsWith('reason.')) {
    return {reason: withOwnSentence(state, sentence, code), used: 0};
  }
  switch (kind) {
    case 'person-needed':
    case 'waited-too-long':
    case 'rechecks-spent': {
      const [cause, advice] = proof;
      const advised = String(advice?.['code']).startsWith('advice.') || kind === 'person-needed';
      return {reason: {...facts, cause, ...(advised ? {advice} : {})}, used: advised ? 2 : 1};
    }
    case 'nobody-came': {
      const advice = listAt(old.before, 'proof').find(one =>
        String(at(one, 'code')).startsWith('advice.'),
      );
      return {reason: {...facts, ...(advice === undefined ? {} : {advice})}, used: 0};
    }
    case 'flapping': {
      const fight = reverted(proof);
      return {reason: {...facts, ...(fight.length === 0 ? {} : {fight})}, used: 2 * fight.length};
    }
    case 'denied':
    case 'effect-refused':
    case 'read-refused':
      return {reason: without(facts, 'service'), used: 0};
    case 'read-api-disabled':
      return {reason: without(facts, 'said'), used: 0};
    default:
      return {reason: facts, used: 0};
  }
}

/** Sentences that a runbook or an action had made stood for the reason itself. */
function withOwnSentence(state: unknown, sentence: unknown, code: string): unknown {
  if (code.startsWith('refused.')) return {kind: 'action-refused', why: sentence};
  switch (state) {
    case 'diagnosing':
      return {kind: 'waiting', cause: sentence};
    case 'planned':
      return {kind: 'broken', cause: sentence};
    case 'acting':
      return {kind: 'change', text: sentence};
    default:
      throw new Error(`no reason of the state ${String(state)} is called ${code}`);
  }
}

/** Who undid each action and its remedy stood one after the other. */
function reverted(proof: readonly JsonObject[]): readonly unknown[] {
  const pairs: unknown[] = [];
  for (let index = 0; index + 1 < proof.length; index += 2) {
    const [by, remedy] = [proof[index], proof[index + 1]];
    const tool = String(by?.['code']).replace(/^undone\./, '');
    const params = by?.['params'];
    const known = isObject(params) ? params : {};
    const agent = known['agent'] === '-' ? '' : known['agent'];
    pairs.push({
      by: tool === 'untold' ? {kind: tool, ...known} : {kind: 'actor', ...known, agent, tool},
      remedy,
    });
  }
  return pairs;
}

function without(facts: JsonObject, name: string): JsonObject {
  return Object.fromEntries(Object.entries(facts).filter(([one]) => one !== name));
}

/** What became of entries was counted by the sentence's code. */
const entryKinds: Readonly<Record<string, string>> = {
  'join.open': 'joined',
  'join.late': 'late',
  'join.adopted': 'adopted',
  'join.stale': 'stale',
  'limit.counted': 'limited',
  'reason.again': 'again',
  'reason.symptom-of': 'symptom-of',
  'reason.project-not-listed': 'project-not-listed',
  'reason.project-mismatch': 'project-mismatch',
};

function entryReasons(reasons: unknown): JsonObject {
  const counted = Object.entries(isObject(reasons) ? reasons : {}).flatMap(
    ([code, one]): [string, unknown][] => {
      const kind = entryKinds[code];
      if (kind === undefined || !isObject(one)) return [];
      const params = at(one, 'reason', 'params');
      return [[kind, {...one, reason: {...(isObject(params) ? params : {}), kind}}]];
    },
  );
  return Object.fromEntries(counted);
}

/**
 * Parameters of an action as stores of the first format hold them (every one a text), in the form that the
 * action takes now. What is in that form, or in none, stays as it is: the action itself refuses it.
 */
export function upgradeParams(action: string, params: JsonObject): JsonObject {
  const {workloads, pods} = params;
  if (action !== 'restart-workloads' || typeof workloads !== 'string') return params;
  return {
    ...params,
    // `shop/Deployment/web, shop/StatefulSet/db`
    workloads: workloads.split(', ').map(one => {
      const [namespace, kind, ...name] = one.split('/');
      return {kind, namespace, name: name.join('/')};
    }),
    // A selector, or `-` for the pods that a workload lacks.
    pods: pods === '-' ? {kind: 'lacking'} : {kind: 'labelled', selector: pods},
  };
}
