import type {Identity} from '../../../adapters/google/deployment/identity.ts';
import {CallError, errorText} from '../../../core/lib/error.ts';
import {type Check, type Found, found} from './check.ts';
import {memberOf} from './doctor-context.ts';
import {phrase} from './texts.ts';

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
  const {failure, said, call, service} = error.facts;
  const {access} = check;
  switch (failure) {
    case 'denied':
      if (isTokenless(error)) {
        return found('unknown', 'no-credentials', {}, 'gcloud auth application-default login');
      }
      return found('unknown', 'denied', {said}, granting(access, me) ?? again);
    case 'api-disabled': {
      const params = {call, service: service ?? call};
      if (access === undefined || service === undefined) {
        return found('unknown', 'api-unusable', params, again);
      }
      const enable = `gcloud services enable ${service} --project=${access.project}`;
      return found('unknown', 'api-unusable', params, enable);
    }
    case 'not-found':
      return found('broken', 'not-found', {said}, again);
    case 'conflict':
    case 'invalid':
    case 'rate-limited':
    case 'unavailable':
    case 'malformed':
      return found('unknown', 'no-answer', {said}, again);
  }
}

/** Whether a call failed because there was no token to make it with (adapters/google/client/credentials.ts). */
export function isTokenless({facts}: CallError): boolean {
  return facts.failure === 'denied' && facts.said.startsWith('no access token');
}

function granting(access: Check['access'], me: Identity | undefined): string | undefined {
  if (access === undefined) return undefined;
  const {project, role} = access;
  return `gcloud projects add-iam-policy-binding ${project} --member=${memberOf(me)} --role=${role} --condition=None`;
}
