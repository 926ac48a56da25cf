import {AsyncLocalStorage} from 'node:async_hooks';
import {parseConfig} from '../../functions/adapters/config/read.ts';
import {channels} from '../../functions/adapters/chat/delivery/channels.ts';
import {type JsonRequest, sendChat} from '../../functions/adapters/chat/delivery/send-json.ts';
import type {Mode, Settings} from '../../functions/core/config/settings.ts';
import type {PersonIdentity} from '../../functions/core/config/people.ts';
import type {Verb} from '../../functions/core/incident/verb.ts';
import type {Dialog, GivenFields} from '../../functions/core/interaction/dialog.ts';
import type {Message} from '../../functions/core/ports/message.ts';
import type {Channel} from '../../functions/core/ports/ports.ts';
import type {Locale} from '../../functions/core/texts/define-texts.ts';
import {interact} from '../../functions/engine/operate/interact.ts';
import {speakAll} from '../../functions/wiring/translations.ts';
import type {Sandbox} from '../../sandbox/sandbox.ts';
import {type Played, playScenario} from '../../test/support/scenario.ts';
import {zones} from './reader.ts';

/** What is played, and what the responder is configured with. */
export interface Play {
  readonly scenario: string;
  /** Absent: the scenario's own. */
  readonly mode?: Mode;
  /** Calls that fail, e.g. `serviceusage:enable=403`. */
  readonly faults?: readonly string[];
  /**
   * Who hears of it and answers it. Absent: Slack's bot and a webhook of Google Chat tell it, and nobody can press
   * anything; else the bot and the Chat app, with buttons, and `escalation` calls more people.
   */
  readonly people?: {
    readonly escalation?: {readonly after: string; readonly mention: readonly string[]};
  };
}

/** One body as it was sent, and when. */
export interface Post {
  /** RFC 3339. */
  readonly at: string;
  readonly body: unknown;
}

/** What one message made a channel send. */
export interface Delivery {
  readonly message: Message;
  readonly posts: readonly Post[];
}

/** A scenario that is being played, and what was told of it. */
export interface Stage extends Played {
  readonly slack: readonly Delivery[];
  readonly googleChat: readonly Delivery[];
  /** Somebody presses a button of the newest message that has it, and confirms its dialog where fields are given. */
  readonly press: (verb: Verb, who: PersonIdentity, fields?: GivenFields) => Promise<Dialog>;
}

/** Starts a scenario in virtual time, with the real channels and what takes clicks. */
export async function onStage(play: Play, locale: Locale): Promise<Stage> {
  const slack: Delivery[] = [];
  const googleChat: Delivery[] = [];
  const speak = speakAll(locale);
  const played = await playScenario(play.scenario, async (google, sandbox) => {
    for (const fault of play.faults ?? []) sandbox.addFault(fault);
    const settings = await settingsOf(play, sandbox, locale);
    const send = sendChat(google);
    const now = () => new Date(google.clock.now()).toISOString();
    const record = (id: string, deliveries: Delivery[]) => {
      const recorded = (request: JsonRequest) => {
        if (request.body !== undefined) sending.getStore()?.push({at: now(), body: request.body});
        return send(request);
      };
      const deps = {
        send: recorded,
        sendRepeatable: recorded,
        sendAsChatApp: recorded,
        speak,
        timeZone: zones[locale],
      };
      return channels(settings, deps)
        .filter(one => one.id === id)
        .map(one => watched(one, deliveries));
    };
    return {settings, channels: [...record('slack', slack), ...record('google-chat', googleChat)]};
  });
  const {deps} = played;
  return {
    ...played,
    slack,
    googleChat,
    press: async (verb, who, fields) => {
      const buttons = slack.findLast(one => one.message.buttons?.verbs.includes(verb) === true)
        ?.message.buttons;
      if (buttons === undefined) throw new Error(`${play.scenario}: no button says ${verb}`);
      const {incident, run, question} = buttons;
      const token = verb === 'approve' || verb === 'decline' ? question : '';
      const press = {verb, incident, run, token};
      const dialog = await interact(deps, {interaction: {kind: 'pressed', press}, who});
      if (fields === undefined || dialog.submit === undefined) return dialog;
      const answer = {kind: 'submitted', press: dialog.submit.press, fields} as const;
      return interact(deps, {interaction: answer, who});
    },
  };
}

/** What the delivery under way has sent: several incidents are told side by side. */
const sending = new AsyncLocalStorage<Post[]>();

/** The same channel; what it sends is kept with the message that it was sent for. */
function watched(channel: Channel, deliveries: Delivery[]): Channel {
  return {
    ...channel,
    async deliver(message, earlier) {
      const posts: Post[] = [];
      const delivered = await sending.run(posts, () => channel.deliver(message, earlier));
      deliveries.push({message, posts});
      return delivered;
    },
  };
}

/** The settings of the scenario's configuration file, with what messages show beside the incident. */
function settingsOf({mode, people}: Play, sandbox: Sandbox, locale: Locale): Promise<Settings> {
  const usual = people === undefined ? sandbox.config : peopleConfig(people, sandbox);
  const messages = {
    timeZone: zones[locale],
    config: 'responder.yaml',
    identity: 'mesh-responder-respond@shop-ops.iam.gserviceaccount.com',
  };
  const config = {...usual, mode: mode ?? usual.mode, locale, messages};
  const readFile = () => Promise.reject(new Error('a scenario has its secrets in itself'));
  return parseConfig(JSON.stringify(config), {path: 'responder.yaml', env: {}, readFile});
}

function peopleConfig({escalation}: NonNullable<Play['people']>, {people}: Sandbox) {
  const config = people.config();
  const {channel} = config.chat.slack;
  const space = 'spaces/AAAASANDBOX';
  const to = {slack: {channel}, googleChat: {space}};
  return {
    ...config,
    chat: {slack: config.chat.slack, googleChat: {space}},
    ...(escalation && {escalation: [{...escalation, to}]}),
  };
}
