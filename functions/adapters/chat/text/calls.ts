import {asksForPerson} from '../../../core/announcement/tone.ts';
import type {Mention} from '../../../core/config/mention.ts';
import type {Message} from '../../../core/ports/message.ts';

/** Whom the messages of a channel call while they ask for a person. */
export type Calls = (about: Message['about']) => readonly Mention[];

/** How a service writes that somebody is called; its ids were checked where they were read. */
const written: Readonly<Record<Mention['kind'], (id: string) => string>> = {
  'slack-user': id => `<@${id}>`,
  'slack-group': id => `<!subteam^${id}>`,
  'google-chat-user': id => `<users/${id}>`,
};

/** Whom a message calls in a service: nobody, unless it asks for a person. */
export function callsIn(
  service: 'slack' | 'google-chat',
  message: Pick<Message, 'tone'>,
  mentions: readonly Mention[],
): string {
  if (!asksForPerson(message.tone)) return '';
  return mentions
    .filter(({kind}) => kind.startsWith(`${service}-`))
    .map(({kind, id}) => written[kind](id))
    .join(' ');
}
