import {viewEntry} from '../core/detection/entry.ts';
import type {Detection} from '../core/detection/finding.ts';
import {type Target, targetKey, targetText} from '../core/detection/target.ts';
import {isObject, type JsonObject, listAt, textAt} from '../core/lib/json.ts';
import {phraseId} from '../core/texts/phrase.ts';
import type {Runbook} from '../core/contract/runbook.ts';
import {compile} from '../filter/compile.ts';
import {parse} from '../filter/parse.ts';

/** One line of a runbook's cases.json. */
export interface Case {
  readonly name: string;
  readonly entry: JsonObject;
  /** For the runbook's own: the target as the entry claims it, and the variant. */
  readonly target: Target;
  readonly variant: string | undefined;
  /** For near misses: the code of the reason. */
  readonly reason: string;
}

/** The log entries that a runbook is tried with. */
export interface Cases {
  /** Its own. */
  readonly ours: readonly Case[];
  /** Near misses. */
  readonly not: readonly Case[];
}

/** Reads a cases.json, of the name `file`. @throws Error naming the first case without a name or an entry. */
export function readCases(file: string, json: unknown): Cases {
  const read = (list: string) =>
    listAt(json, list).map((one, at) => caseOf(`${file}: ${list}[${at}]`, one));
  return {ours: read('ours'), not: read('not-ours')};
}

function caseOf(where: string, json: unknown): Case {
  const name = textAt(json, 'name') ?? '';
  if (!isObject(json) || name === '' || !isObject(json['entry'])) {
    throw new Error(`${where} lacks a name or an entry: ${JSON.stringify(json)}`);
  }
  const target = isObject(json['target']) ? json['target'] : {};
  return {
    name,
    entry: json['entry'],
    target: {project: '', ...target},
    variant: textAt(json, 'variant'),
    reason: textAt(json, 'reason') ?? '',
  };
}

/** What detect made of an entry, as a word to compare: the code of a reason, or what was found. */
export function answerOf(detection: Detection): string {
  switch (detection.kind) {
    case 'finding':
      return `finding of ${detection.finding.runbook}`;
    case 'pulse':
      return `pulse of ${detection.runbook}`;
    case 'foreign':
      return phraseId(detection.reason);
    case 'unrelated':
      return 'skip.unrelated';
  }
}

/** Whether a runbook takes an entry for its own: as a finding, or as the heartbeat it waits for. */
export function isTaken(
  detection: Detection,
): detection is Extract<Detection, {kind: 'finding' | 'pulse'}> {
  return detection.kind === 'finding' || detection.kind === 'pulse';
}

/** A quote is clamped by `evidenceOf`. */
const longestQuote = 400;

/** What is wrong with how a runbook takes a log entry of its own; `others` are all the other runbooks. */
export function ownCaseFaults(
  runbook: Runbook,
  {name, entry, target, variant}: Case,
  others: readonly Runbook[],
): readonly string[] {
  const viewed = viewEntry(entry);
  if (viewed === undefined) return [`${name}: the entry is no object`];
  const {manifest} = runbook;
  const detection = runbook.detect(viewed);
  const {filter} = manifest;
  const passes = filter !== undefined && compile(parse(filter, {for: 'sink'}))(entry);
  return [
    ...(passes ? [] : [`${name}: the filter of runbook.json does not pass it`]),
    ...takenFaults(name, manifest.id, detection, target, variant),
    ...others
      .filter(one => isTaken(one.detect(viewed)))
      .map(one => `${name}: ${one.manifest.id} takes it too`),
    ...(detection.kind === 'finding'
      ? detection.finding.causes
          .filter(one => !manifest.causes.includes(one))
          .map(one => `${name}: names ${one} as a cause, which is none of the runbook`)
      : []),
  ];
}

function takenFaults(
  name: string,
  id: string,
  detection: Detection,
  target: Target,
  variant: string | undefined,
): readonly string[] {
  // A heartbeat is no finding: it says whose log path works, and opens nothing.
  if (detection.kind === 'pulse' && detection.runbook === id) {
    return sameTarget(name, {project: detection.project}, target);
  }
  if (detection.kind !== 'finding' || detection.finding.runbook !== id) {
    return [`${name}: detect says ${answerOf(detection)}, not finding of ${id}`];
  }
  const {finding} = detection;
  return [
    ...sameTarget(name, finding.target, target),
    ...(finding.variant === variant
      ? []
      : [`${name}: its variant is ${finding.variant ?? 'none'}, not ${variant ?? 'none'}`]),
    ...(finding.evidence.quote.length > longestQuote
      ? [`${name}: its quote has more than ${longestQuote} characters; make it by evidenceOf`]
      : []),
  ];
}

function sameTarget(name: string, found: Target, wanted: Target): readonly string[] {
  return targetKey(found) === targetKey(wanted)
    ? []
    : [`${name}: its target is ${targetText(found)}, not ${targetText(wanted)}`];
}

/** What is wrong with how a runbook leaves a near miss. */
export function nearMissFaults(runbook: Runbook, {name, entry, reason}: Case): readonly string[] {
  const viewed = viewEntry(entry);
  if (viewed === undefined) return [`${name}: the entry is no object`];
  const answer = answerOf(runbook.detect(viewed));
  const {filter} = runbook.manifest;
  const passes = filter !== undefined && compile(parse(filter, {for: 'sink'}))(entry);
  return [
    ...(answer === reason ? [] : [`${name}: detect says ${answer}, not ${reason || 'a reason'}`]),
    ...(passes && answer === 'skip.unrelated'
      ? [`${name}: the sink exports it, and detect has no reason why it is left`]
      : []),
  ];
}
