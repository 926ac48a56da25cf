import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {at, isObject, listAt, textAt} from '../../../core/lib/json.ts';
import {visible} from '../../../core/lib/visible.ts';
import type {Decided} from '../../../engine/hindsight/decided.ts';
import type {Io} from '../../shell/command.ts';
import {protocol} from './decide.ts';
import {DiffError} from './diff-error.ts';
import type {Side} from './side.ts';

/** The first version that says what it would do. */
const since = '0.1.0';
/** So much of what it says on standard error is repeated. */
const saidLimit = 2_000;

/** Where another version is, and what it is asked with. */
export interface Other {
  /** An unpacked package, or a clone that has its node_modules. */
  readonly folder: string;
  /** What it is called in errors. */
  readonly name: string;
  /** Its configuration file. */
  readonly config: string;
}

/**
 * Another version of the responder, in a process of its own: it runs the code of that folder.
 * @param stop ends the process.
 * @throws DiffError when it cannot be asked.
 */
export async function otherVersion(
  {folder, name, config}: Other,
  {env}: Pick<Io, 'env'>,
  stop: AbortSignal,
): Promise<Side> {
  const program = join(folder, 'bin/mesh-responder.js');
  const child = spawn(process.execPath, [program, 'diff', '--decide', '--config', config], {
    env: {...env.all, NODE_OPTIONS: ''},
    stdio: 'pipe',
    signal: stop,
  });
  const conversation = new Conversation(child, name);
  const introduction = await conversation.heard();
  if (at(introduction, 'protocol') !== protocol) {
    await conversation.close();
    throw new DiffError({
      en: `${name} answers in another form than this version: compare from the newer one of the two`,
      ko: `${name} 버전의 응답 형식이 이 버전과 다릅니다. 둘 중 최신 버전에서 비교하세요`,
    });
  }
  const ask = async (line: unknown): Promise<Decided> => {
    conversation.say(line);
    const answer = await conversation.heard();
    const decided = at(answer, 'decided');
    if (isDecided(decided)) return decided;
    throw new DiffError({
      en: `${name} answered what cannot be understood: ${visible(JSON.stringify(answer).slice(0, 200))}`,
      ko: `${name} 버전의 응답을 해석할 수 없습니다: ${visible(JSON.stringify(answer).slice(0, 200))}`,
    });
  };
  const texts = (list: string) =>
    listAt(introduction, list).flatMap(one => (typeof one === 'string' ? one : []));
  return {
    version: textAt(introduction, 'version') ?? '?',
    projects: texts('projects'),
    filters: texts('filters'),
    look: look => ask({look}),
    entry: entry => ask({entry}),
    close: () => conversation.close(),
  };
}

function isDecided(value: unknown): value is Decided {
  const kind = textAt(value, 'outcome', 'kind') ?? '';
  return (
    isObject(value) &&
    typeof value['project'] === 'string' &&
    ['ignored', 'told', 'asked', 'acted', 'unknown'].includes(kind) &&
    (kind === 'asked' || kind === 'acted' ? Array.isArray(at(value, 'outcome', 'actions')) : true)
  );
}

/** Lines to a process, and its lines back, in order. */
class Conversation {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #name: string;
  readonly #lines: AsyncIterator<string>;
  readonly #ended: Promise<string>;
  #said = '';

  constructor(child: ChildProcessWithoutNullStreams, name: string) {
    this.#child = child;
    this.#name = name;
    this.#lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
    this.#ended = new Promise(resolve => {
      child.once('error', error => {
        resolve(error.message);
      });
      child.once('close', (code, signal) => {
        resolve(signal ?? String(code));
      });
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#said = (this.#said + text).slice(0, saidLimit);
    });
    // Whoever ends before it has read everything is judged by how it ended.
    child.stdin.on('error', () => undefined);
  }

  say(line: unknown): void {
    this.#child.stdin.write(`${JSON.stringify(line)}\n`);
  }

  /** The next line. @throws DiffError when there is none. */
  async heard(): Promise<unknown> {
    const line = await this.#lines.next();
    if (line.done === true) throw endedError(this.#name, await this.#ended, this.#said);
    try {
      return JSON.parse(line.value);
    } catch {
      return line.value;
    }
  }

  async close(): Promise<void> {
    this.#child.stdin.end();
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill();
    await this.#ended;
  }
}

function endedError(name: string, how: string, said: string): DiffError {
  const words = visible(said.trim());
  // The command's words for what it does not know, in both languages.
  if (/there is no (command "diff"|option --decide)|"diff" 명령어|--decide 옵션/.test(said)) {
    return new DiffError({
      en: `${name} cannot be asked what it would do: it has no "mesh-responder diff --decide", which began with version ${since}`,
      ko: `${name} 버전에는 결정을 물어볼 수 없습니다. "mesh-responder diff --decide"는 ${since} 버전부터 있습니다`,
    });
  }
  return new DiffError({
    en: `${name} ended (${how}) before it had answered: ${words || 'it said nothing'}`,
    ko: `${name} 버전이 응답하기 전에 종료되었습니다(${how}): ${words || '출력 없음'}`,
  });
}
