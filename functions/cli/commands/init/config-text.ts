import type {Locale} from '../../../core/texts/define-texts.ts';

/** A project with its number. */
export interface NamedProject {
  readonly id: string;
  readonly number: string;
}

/** What a first configuration is made of. */
export interface Answers {
  readonly projects: readonly NamedProject[];
  readonly fleet: string;
  readonly mode: string;
  readonly locale: Locale;
  readonly slackChannel?: string;
  readonly googleChat: boolean;
  readonly timeZone?: string;
}

/** For editors: completion and faults while typing. */
const schema =
  'https://raw.githubusercontent.com/mesh-responder/mesh-responder/main/docs/configuration.schema.json';

/** A first configuration as YAML. Every text is in quotes, so that no answer can be more than a text. */
export function configText(answers: Answers): string {
  const {projects, fleet, mode, locale, slackChannel, googleChat, timeZone} = answers;
  const all = projects.some(one => one.id === fleet)
    ? projects
    : [...projects, ...(fleet === '' ? [] : [{id: fleet, number: ''}])];
  const chat = [
    ...(slackChannel === undefined
      ? []
      : [`  slack: {botToken: {env: SLACK_TOKEN}, channel: ${quoted(slackChannel)}}`]),
    ...(googleChat ? ['  googleChat: {webhook: {file: chat-webhook.txt}}'] : []),
  ];
  return [
    `# yaml-language-server: $schema=${schema}`,
    '# What is not listed here is never touched.',
    'projects:',
    ...all.map(
      ({id, number}) =>
        `  - {id: ${quoted(id)}, number: ${quoted(number)}${id === fleet ? '' : `, fleet: ${quoted(fleet)}`}}`,
    ),
    `mode: ${quoted(mode)} # observe: only tell · approve: ask first · auto: repair`,
    `locale: ${locale} # of messages: en or ko`,
    ...(chat.length === 0 ? [] : ['chat:', ...chat]),
    ...(timeZone === undefined ? [] : ['messages:', `  timeZone: ${quoted(timeZone)}`]),
    'store: {sqlite: {path: incidents.sqlite}} # one file, for one machine',
    '',
  ].join('\n');
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
