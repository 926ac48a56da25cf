import type {InspectDeps} from '../../../adapters/google/client/call.ts';
import type {Arguments, CodeAfter, Params, Slots} from '../../../core/texts/define-texts.ts';
import {phraseByCode, type Phrase} from '../../../core/texts/phrase.ts';
import {phrase, type texts} from './texts.ts';
import type {Identity} from '../../../adapters/google/deployment/identity.ts';
import {CallError, errorText} from '../../../core/lib/error.ts';
import {memberOf} from './doctor-context.ts';

/**
 * How a check came out. `warning`: it works, but is not as it should be; `unknown`: there was no answer
 * to judge, and the sentence says why.
 */
export type Result = 'ok' | 'warning' | 'broken' | 'unknown';

/** What one check found. */
export interface Found {
  readonly result: Result;
  readonly said: Phrase;
  /** The command to run next; absent when there is nothing to do. */
  readonly next?: string;
}

/** One line of the report. */
export interface Line extends Found {
  readonly check: string;
  readonly subject: string;
}

/** A project where a check needs a permission, and a role that has it. */
export interface Access {
  readonly project: string;
  readonly role: string;
}

/** One thing to check. `run` throws `CallError` or `StoreError` when it gets no answer. */
export interface Check {
  readonly check: string;
  readonly subject: string;
  /** Where the check needs a permission; shown when it is denied. */
  readonly access?: Access;
  /** Where it needs another one besides. */
  readonly more?: Access;
  run(deps: InspectDeps): Promise<readonly Found[]>;
}

type Code = CodeAfter<typeof texts, 'doctor.'>;
type SlotsOf<One extends Code> = Slots<typeof texts, `doctor.${One}`>;

/** Nothing to do. The code is that of the sentence without `doctor.`. */
export function ok<One extends Code>(code: One, ...params: Arguments<SlotsOf<One>>): Found {
  return {result: 'ok', said: phrase(`doctor.${code}`, ...params)};
}

/** Anything else, with what to do. */
export function found<One extends Code>(
  result: Exclude<Result, 'ok'>,
  code: One,
  params: Params<SlotsOf<One>>,
  next?: string,
): Found {
  const said = phraseByCode(`doctor.${code}`, params);
  return next === undefined ? {result, said} : {result, said, next};
}

/** What the explanation of a failed check needs to know. */
export interface Failing {
  readonly me: Identity | undefined;
  /** The command that runs the checks again. */
  readonly again: string;
}

/** Why a check gave no answer, and what to do so that it does. */
export function explainFailure(check: Check, error: unknown, {me, again}: Failing): Found {
  if (!(error instanceof CallError)) {
    return {result: 'broken', said: phrase('doctor.failed', {said: errorText(error)}), next: again};
  }
  const {failure, said, call, service, consumer, status} = error.facts;
  const {access} = check;
  switch (failure) {
    case 'denied':
      if (isTokenless(error)) {
        return found('unknown', 'no-credentials', {}, 'gcloud auth application-default login');
      }
      return found('unknown', 'denied', {said}, granting(check, me) ?? again);
    case 'api-disabled': {
      const params = {call, service: service ?? call};
      const project = consumer ?? access?.project;
      const enable =
        project === undefined || service === undefined
          ? again
          : `gcloud services enable ${service} --project=${project}`;
      return consumer === undefined
        ? found('unknown', 'api-unusable', params, enable)
        : found('unknown', 'api-off-in', {...params, project: consumer}, enable);
    }
    case 'not-found':
      return found('broken', 'not-found', {said}, again);
    case 'busy':
    case 'conflict':
    case 'invalid':
    case 'rate-limited':
    case 'malformed':
      return found('unknown', 'no-answer', {said}, again);
    case 'unavailable':
      return found('unknown', 'no-answer', {said}, status === 0 ? reaching(call, again) : again);
  }
}

/** Nothing came back at all: whether the service can be reached from here comes first. */
function reaching(call: string, again: string): string {
  const host = call.startsWith('slack ') ? 'slack.com' : 'www.googleapis.com';
  return `curl -sSI https://${host} && ${again}`;
}

/** Whether a call failed because there was no token to make it with (adapters/google/client/credentials.ts). */
export function isTokenless({facts}: CallError): boolean {
  return facts.token !== undefined;
}

function granting({access, more}: Check, me: Identity | undefined): string | undefined {
  if (access === undefined) return undefined;
  return [access, ...(more === undefined ? [] : [more])]
    .map(
      ({project, role}) =>
        `gcloud projects add-iam-policy-binding ${project} --member=${memberOf(me)} --role=${role} --condition=None`,
    )
    .join(' && ');
}
