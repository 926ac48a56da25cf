import {type Answer, googleError, held} from './answer.ts';
import type {Call, Route} from './call.ts';
import {callersProject, type Effect} from './fault.ts';
import type {Host} from '../hosts/index.ts';
import {serviceDisabled} from '../hosts/project.ts';
import type {Body} from './read-body.ts';
import type {Run} from '../state.ts';
import {findProject, isEnabled} from '../world/world.ts';

/** What goes back to the caller: an answer, half of one, or a closed connection. */
export type Outcome =
  | {readonly kind: 'answer'; readonly answer: Answer; readonly half?: boolean}
  | {readonly kind: 'drop'};

/** A call with all that is needed to carry it out. */
export interface Matter {
  readonly host: Host;
  readonly route: Route;
  readonly call: Call;
  readonly body: Body;
  readonly run: Run;
  readonly now: number;
}

/** Carries a call out, as far as the fault that hit it lets it. */
export function injectFault(effect: Effect | undefined, matter: Matter): Outcome {
  switch (effect?.kind) {
    case undefined:
      return {kind: 'answer', answer: carryOut(matter)};
    case 'busy':
      return {
        kind: 'answer',
        answer:
          matter.host.busy?.(matter.call) ?? matter.host.fail(400, matter.route.verb, matter.call),
      };
    case 'drop':
      return {kind: 'drop'};
    case 'never':
      return {kind: 'answer', answer: held};
    case 'off-at-caller': {
      const service = matter.host.service ?? matter.call.host;
      return {kind: 'answer', answer: serviceDisabled({number: callersProject}, service)};
    }
    case 'lost':
      carryOut(matter);
      return {kind: 'drop'};
    case 'malformed':
      return {kind: 'answer', answer: carryOut(matter), half: true};
    case 'reshaped':
      return {kind: 'answer', answer: reshaped(carryOut(matter))};
    case 'html':
      return {kind: 'answer', answer: page};
    case 'status': {
      const answer = matter.host.fail(effect.code, matter.route.verb, matter.call);
      const wait =
        effect.retryAfter === undefined ? {} : {'retry-after': String(effect.retryAfter)};
      return {kind: 'answer', answer: {...answer, headers: {...answer.headers, ...wait}}};
    }
    case 'delay':
      return {kind: 'answer', answer: carryOut(matter)};
  }
}

/** An answer that is JSON all the same; what is no success stays as it is. */
function reshaped(answer: Answer): Answer {
  if (answer.status !== 200 || answer.body === undefined) return answer;
  const {body} = answer;
  return {...answer, body: Array.isArray(body) ? {answer: body} : [body]};
}

const page: Answer = {
  status: 200,
  body: undefined,
  text: '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>',
  headers: {'content-type': 'text/html; charset=utf-8'},
};

function carryOut({host, route, call, body, run, now}: Matter): Answer {
  if (body.kind === 'too-large')
    return googleError(413, 'Request payload size exceeds the limit: 10485760 bytes.');
  if (body.kind === 'junk') return host.junk;
  const project =
    route.project === undefined ? undefined : findProject(run.site.world, route.project);
  const service = host.service ?? call.host;
  if (project !== undefined && !isEnabled(project, service, now))
    return serviceDisabled(project, service);
  return route.run(run.site, now);
}
