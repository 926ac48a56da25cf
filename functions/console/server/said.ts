import {createHmac} from 'node:crypto';
import type {IncidentView} from '../../pages/console/incident/view.ts';
import {phrase} from '../../pages/console/texts.ts';
import {isSame} from '../gate/forms.ts';
import {type Said, saids} from './acts.ts';
import type {Call, Visit} from './visit.ts';

/**
 * Where a form that was carried out leads to: the page at `path`, which then says what was done. The address is proven by
 * the session's own word, so that no link from elsewhere makes a page say that something was approved.
 */
export function saidAt(path: string, said: Said, {csrf}: Visit): string {
  return `${path}?said=${said}&proof=${proofOf(path, said, csrf)}`;
}

/** What a page says of what was just done; undefined: nothing was, as far as this session knows. */
export function saidOf(call: Call, {csrf, speaking}: Visit): IncidentView['said'] | undefined {
  const said = saids.find(one => one === call.req.query('said'));
  if (said === undefined) return undefined;
  return isSame(proofOf(call.req.path, said, csrf), call.req.query('proof') ?? '')
    ? {isDone: true, text: speaking.say(phrase(`console.said.${said}`))}
    : undefined;
}

function proofOf(path: string, said: Said, csrf: string): string {
  return createHmac('sha256', csrf).update(`${path} ${said}`).digest('hex').slice(0, 32);
}
