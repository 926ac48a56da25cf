/** A system call that strace has seen. */
export interface Call {
  readonly name: string;
  readonly args: readonly Arg[];
  /** What it answered; absent: it has not, or its process ended first. */
  result?: number;
}

/** A file descriptor with what it is open on, the bytes of a string, or any other argument as it is printed. */
export type Arg =
  | {readonly kind: 'file'; readonly path: string}
  | {readonly kind: 'bytes'; readonly bytes: Buffer}
  | {readonly kind: 'plain'; readonly text: string};

/** A call begins or has ended, in the order in which strace saw it. */
export interface Event {
  readonly at: 'start' | 'end';
  readonly call: Call;
}

/**
 * The options that make strace print what is read here: threads and processes (`-f`), what a descriptor is open on (`-y`), and
 * every string in hexadecimal and whole. https://man7.org/linux/man-pages/man1/strace.1.html
 */
export const printing = ['-f', '-y', '-xx', '-s', '1000000', '-qq', '--seccomp-bpf'];

const line = /^(\d+) +(?:<\.\.\. (\w+) resumed>|(\w+)\()/;
const unfinished = ' <unfinished ...>';
/** A whole one, an error, or none where the process ended meanwhile. */
const answer = /\) += (0x[0-9a-f]+|-?\d+|\?)[^=]*$/;
const argument =
  /"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?|(?:\d+|AT_FDCWD)<((?:\\x[0-9a-f]{2})*)>(\(deleted\))?|[^,"<]+/y;

/**
 * Reads a trace. A call has begun before whatever comes after its first line, and has ended before whatever comes after its
 * last: strace holds a thread at both ends of a call until it has printed it.
 * @throws Error for a string that is cut.
 */
export function* eventsOf(lines: Iterable<string>): Generator<Event> {
  /** What each thread is in. */
  const open = new Map<string, Call>();
  for (const text of lines) {
    const [head = '', thread = '', resumed, begun] = line.exec(text) ?? [];
    if (begun !== undefined) {
      const waits = text.endsWith(unfinished);
      const rest = text.slice(head.length, waits ? -unfinished.length : undefined);
      const call: Call = {name: begun, args: argsOf(rest)};
      yield {at: 'start', call};
      if (waits) open.set(thread, call);
      else yield ended(call, text);
    } else if (resumed !== undefined) {
      const call = open.get(thread);
      open.delete(thread);
      if (call !== undefined) yield ended(call, text);
    }
  }
}

function ended(call: Call, text: string): Event {
  // Behind the last string, so that a long one is not searched.
  const found = answer.exec(text.slice(text.lastIndexOf('"') + 1))?.[1];
  if (found !== undefined && found !== '?') call.result = Number(found);
  return {at: 'end', call};
}

/** The arguments at the beginning of a text, up to the parenthesis that closes them. */
function argsOf(text: string): readonly Arg[] {
  const args: Arg[] = [];
  for (let at = 0; at < text.length && text[at] !== ')';) {
    argument.lastIndex = at;
    const found = argument.exec(text);
    if (found === null) break;
    const [all, bytes, cut, path, deleted = ''] = found;
    if (cut !== undefined) throw new Error(`strace has cut a string: ${text.slice(0, 200)}`);
    if (bytes !== undefined) args.push({kind: 'bytes', bytes: unhex(bytes)});
    else if (path !== undefined) args.push({kind: 'file', path: unhex(path).toString() + deleted});
    else args.push({kind: 'plain', text: all.replace(/\).*/, '').trim()});
    at = argument.lastIndex;
    while (text[at] === ',' || text[at] === ' ') at += 1;
    if (all.includes(')') && path === undefined) break;
  }
  return args;
}

function unhex(text: string): Buffer {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex');
}
