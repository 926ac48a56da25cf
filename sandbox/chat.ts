import type {JsonObject} from '../functions/core/lib/json.ts';

/** What a message showed at one time. */
export interface Shown {
  readonly at: string;
  readonly text: string;
  /** Blocks, cards, attachments, as they were sent. */
  readonly body: JsonObject;
}

/** A chat message as it stands, with what it showed before. */
export interface ChatMessage {
  readonly service: 'slack' | 'slack-webhook' | 'google-chat';
  /** Slack channel id, webhook path, or Google Chat space. */
  readonly place: string;
  /** Slack `ts` or Google Chat resource name. */
  readonly id: string;
  /** For a reply: the id of the message that its thread hangs on. */
  readonly thread?: string;
  readonly first: string;
  now: Shown;
  /** Earlier states, oldest first. */
  readonly edits: Shown[];
}

/** A message that the service would not take, and why. */
export interface Refusal {
  readonly at: string;
  readonly service: ChatMessage['service'];
  readonly error: string;
  readonly details: readonly string[];
}

/** What Slack hands out with a click: an app opens one window with it. */
export interface Trigger {
  readonly id: string;
  /** Who has clicked. */
  readonly user: string;
  /** Epoch milliseconds. */
  readonly at: number;
  used: boolean;
}

/** A dialog of Google Chat, on the screen of one person. */
export interface ChatWindow {
  readonly id: string;
  /** Whose click opened it: `U…`. */
  readonly user: string;
  readonly message: ChatMessage;
  /** Which kind of app answers. */
  readonly form: 'addon' | 'interaction';
  /** What the app answered last. */
  readonly answer: JsonObject;
  status: 'open' | 'submitted' | 'dismissed';
}

/** A modal of Slack, on the screen of one person. */
export interface SlackView {
  readonly id: string;
  /** Whose click opened it, and the workspace that they are of. */
  readonly user: string;
  readonly team: string;
  readonly trigger: string;
  /** What the app has sent, with the ids that Slack gives to blocks without one. */
  now: Shown;
  /** What it showed before, oldest first. */
  readonly edits: Shown[];
  /** Changes with each update. */
  hash: string;
  status: 'open' | 'submitted' | 'dismissed';
  /** What the app said is wrong with a field, by the id of its block. */
  errors: Readonly<Record<string, string>>;
}

/** Everything that reached chat. */
export interface Chat {
  readonly messages: ChatMessage[];
  /** Modals, oldest first. */
  readonly views: SlackView[];
  /** Dialogs of Google Chat, oldest first. */
  readonly windows: ChatWindow[];
  readonly triggers: Trigger[];
  readonly refused: Refusal[];
  /** Google Chat: message name by space and requestId. */
  readonly requests: Map<string, string>;
  /** Google Chat: thread name by space and threadKey. */
  readonly threads: Map<string, string>;
}

/** A chat in which nothing was said yet. */
export function emptyChat(): Chat {
  return {
    messages: [],
    views: [],
    windows: [],
    triggers: [],
    refused: [],
    requests: new Map(),
    threads: new Map(),
  };
}

/** Replaces what a message shows and keeps what it showed before. */
export function edit(message: ChatMessage, shown: Shown): void {
  message.edits.push(message.now);
  message.now = shown;
}
