import {listAt, textAt} from '../../sandbox/json.ts';

/**
 * The commands that a chat's message shows, byte for byte: a line that ends in a backslash goes on, as a
 * shell reads it. In Slack they stand in code blocks, in Google Chat in lines of a text.
 */
export function shownCommands(body: unknown): readonly string[] {
  return codesIn(body).flatMap(code => code.split(/(?<!\\)\n/).filter(isCommand));
}

/** A command that was folded over several lines, in one. */
export function unfolded(command: string): string {
  return command.replace(/ \\\n {2}/g, ' ');
}

const commands =
  /^(?:(?:KUBE_EDITOR="[^"]*" )?(?:gcloud|kubectl) [a-z]|mesh-responder (?:approve|decline|doctor)\b)/;

function isCommand(line: string): boolean {
  return commands.test(line);
}

function codesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(codesIn);
  if (typeof value !== 'object' || value === null) return [];
  if (textAt(value, 'type') === 'rich_text_preformatted')
    return [
      listAt(value, 'elements')
        .map(one => textAt(one, 'text'))
        .join(''),
    ];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name !== 'textParagraph' && name !== 'decoratedText') return codesIn(inner);
    return [unescaped(textAt(inner, 'text').replaceAll('<br>', '\n'))];
  });
}

/** What a reader sees of the entities of Google Chat. */
function unescaped(text: string): string {
  const entities = {'&lt;': '<', '&gt;': '>', '&#39;': "'", '&quot;': '"', '&amp;': '&'};
  return Object.entries(entities).reduce((all, [from, to]) => all.replaceAll(from, to), text);
}
