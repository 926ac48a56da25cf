import {googleApp, type People, slackApp, workspace} from '../people.ts';
import type {ScenarioConfig} from '../scenario.ts';

/** The configuration of a responder that takes clicks. */
export interface InteractConfig extends ScenarioConfig {
  readonly interact: {
    readonly url: string;
    readonly slack: {readonly team: string; readonly signingSecret: string};
    readonly googleChat: {readonly account: string};
  };
  readonly people: readonly {
    readonly email: string;
    readonly slack: string;
    readonly googleChat?: string;
  }[];
  readonly approvers: readonly {readonly people: readonly string[]}[];
  readonly undo: boolean;
}

/** A scenario's configuration with the sections that clicks need: everybody of the workspace may approve. */
export function interactConfig(config: ScenarioConfig, {humans}: People): InteractConfig {
  const own = humans.filter(one => one.team === workspace.id);
  return {
    ...config,
    interact: {
      url: googleApp.audience,
      slack: {team: workspace.id, signingSecret: slackApp.signingSecret},
      googleChat: {account: googleApp.account},
    },
    people: own.map(({email, slack, googleChat}) => ({
      email,
      slack,
      ...(googleChat !== undefined && {googleChat}),
    })),
    approvers: [{people: own.map(one => one.email)}],
    undo: true,
  };
}
