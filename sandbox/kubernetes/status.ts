import type {Status, StatusDetails} from 'kubernetes-types/meta/v1.js';
import type {Answer, Shown} from '../http/answer.ts';
import {apiVersionOf, kinds, type Plural} from '../cluster/kinds.ts';

/** `reason` of a `Status` by its code: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/ */
const reasons: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Expired',
  415: 'UnsupportedMediaType',
  422: 'Invalid',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

/** A failure in the words of an API server. */
export function kubeStatus(code: number, message: string, details?: Shown<StatusDetails>): Answer {
  const reason = reasons[code];
  const body: Shown<Status> = {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    ...(reason === undefined ? {} : {reason}),
    ...(details === undefined ? {} : {details}),
    code,
  };
  return {status: code, body};
}

/** 404 of one object. */
export function noSuchObject(plural: Plural, name: string): Answer {
  return kubeStatus(404, `${named(plural)} "${name}" not found`, detailsOf(plural, name));
}

/** 409 of an object that somebody else changed meanwhile. */
export function conflict(plural: Plural, name: string): Answer {
  const text =
    `Operation cannot be fulfilled on ${named(plural)} "${name}": the object has been modified; ` +
    'please apply your changes to the latest version and try again';
  return kubeStatus(409, text, detailsOf(plural, name));
}

/** 403 of a caller without the right to do this. */
export function forbidden(plural: Plural, verb: string, account: string, namespace = ''): Answer {
  const {group, scope} = kinds[plural];
  const where =
    scope === 'namespace' && namespace !== ''
      ? `in the namespace "${namespace}"`
      : 'at the cluster scope';
  const text =
    `${named(plural)} is forbidden: User "${account}" cannot ${verb} resource "${plural}" ` +
    `in API group "${group}" ${where}`;
  return kubeStatus(403, text, {kind: plural, ...(group === '' ? {} : {group})});
}

/** What Go's own handler answers for a path that nobody serves, e.g. of a kind that is not installed. */
export const nobody: Answer = {
  status: 404,
  body: undefined,
  text: '404 page not found\n',
  headers: {'content-type': 'text/plain; charset=utf-8'},
};

function named(plural: Plural): string {
  const {group} = kinds[plural];
  return group === '' ? plural : `${plural}.${group}`;
}

function detailsOf(plural: Plural, name: string) {
  const {group} = kinds[plural];
  return {name, ...(group === '' ? {} : {group}), kind: plural};
}

/** `kind` and `apiVersion` of an object. */
export function typeOf(plural: Plural): {readonly kind: string; readonly apiVersion: string} {
  return {kind: kinds[plural].kind, apiVersion: apiVersionOf(plural)};
}
