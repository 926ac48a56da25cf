import {changedPeople} from '../people.ts';
import type {Clickers} from '../sandbox.ts';
import type {ScenarioConfig} from '../scenario.ts';
import {memory, type Run} from '../state.ts';
import {command, dismiss, press, type Scene, submit} from './click.ts';
import {interactConfig} from './interact-config.ts';
import {idToken, type Line, type SentClick} from './send.ts';

/** The people of the run that is under way; what they have sent is noted in it. */
export function clickers(
  config: ScenarioConfig,
  current: () => Run,
  {now, closing}: Omit<Line, 'sent'>,
): Clickers {
  const scene = (): Scene => {
    const {site, clicks} = current();
    const sent = (click: SentClick): void => {
      clicks.push(click);
      if (clicks.length > memory) clicks.splice(0, memory / 10);
    };
    return {site, now, closing, sent};
  };
  return {
    config: () => interactConfig(config, current().site.people),
    all: () => current().site.people,
    change: change => {
      const {site} = current();
      site.people = changedPeople(site.people, change);
    },
    press: order => press(scene(), order),
    submit: order => submit(scene(), order),
    dismiss: dialog => {
      dismiss(current().site, dialog);
    },
    command: order => command(scene(), order),
    idToken: ({email, audience, tamper}) =>
      idToken(email, audience, tamper, {identity: current().site.identity, now: now()}),
    clicks: () => current().clicks,
  };
}
