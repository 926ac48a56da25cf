/** So many characters of code a phone shows in a line, in Slack and in Google Chat. */
const usualWidth = 39;

/** Only what a shell reads may continue with a backslash; Terraform and quotes stay as they are. */
const isShell = /^(?:KUBE_EDITOR="[^"]*" )?(?:gcloud|kubectl|mesh-responder) [^\n]*$/;

/**
 * Breaks a command into lines that a phone shows whole, where its words allow: each continues with a
 * backslash, as a shell reads it, so that what is copied is the same command. Nothing else is changed, and a
 * command of several lines stays as it is.
 */
export function foldCommand(command: string, width = usualWidth): string {
  if (command.length <= width || !isShell.test(command)) return command;
  const lines: string[] = [];
  for (const word of withValues(words(command))) {
    const last = lines.at(-1);
    const room = width - 2;
    if (last !== undefined && last.length + 1 + word.length <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(last === undefined ? word : `  ${word}`);
  }
  return lines.join(' \\\n');
}

/** A flag and its value stay together. */
function withValues(all: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const word of all) {
    const flag = found.at(-1);
    const isValue = flag !== undefined && /^--[\w-]+$/.test(flag) && !word.startsWith('-');
    if (isValue) found[found.length - 1] = `${flag} ${word}`;
    else found.push(word);
  }
  return found;
}

/** The words of a command at its single spaces; quotes keep theirs. What is put together again is the same. */
function words(command: string): readonly string[] {
  const found: string[] = [];
  let quote = '';
  let word = '';
  for (let at = 0; at < command.length; at += 1) {
    const one = command[at] ?? '';
    if (one === '\\' && quote !== "'") {
      word += one + (command[at + 1] ?? '');
      at += 1;
    } else if (one === ' ' && quote === '') {
      found.push(word);
      word = '';
    } else {
      if (quote === '' && (one === "'" || one === '"')) quote = one;
      else if (one === quote) quote = '';
      word += one;
    }
  }
  found.push(word);
  // An open quote, or spaces beside each other: not a command that we write.
  return quote === '' && !found.includes('') ? found : [command];
}
