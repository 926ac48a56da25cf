import {createInterface} from 'node:readline';
import type {Locale} from '../../../core/texts/define-texts.ts';
import type {Io} from '../../shell/command.ts';
import type {Words} from '../../../core/texts/words.ts';

/** A person at the terminal. */
export interface Asking {
  /** The next line that is typed, without its end; empty when nothing comes any more. */
  readonly line: () => Promise<string>;
  readonly say: (text: string) => void;
  close(): void;
}

const questions = {
  projects: {
    en: 'Projects to watch (ids, separated by spaces)',
    ko: '관찰할 프로젝트(ID, 공백으로 구분)',
  },
  number: {
    en: 'Number of {id} (it could not be looked up)',
    ko: '{id} 프로젝트의 번호(조회할 수 없음)',
  },
  fleet: {en: 'Fleet host project', ko: 'Fleet 호스트 프로젝트'},
  mode: {en: 'Mode: observe, approve or auto', ko: '모드: observe, approve 또는 auto'},
  slackChannel: {
    en: 'Id of the Slack channel (empty: no Slack)',
    ko: 'Slack 채널 ID(비워 두면 Slack 사용 안함)',
  },
  googleChat: {en: 'Google Chat by webhook (y/n)', ko: 'Google Chat 웹훅 사용(y/n)'},
} as const satisfies Readonly<Record<string, Words>>;

/** Reads what a person types, line by line. */
export function asking({stdin, out}: Pick<Io, 'stdin' | 'out'>): Asking {
  const reader = createInterface({input: stdin});
  const lines = reader[Symbol.asyncIterator]();
  return {
    async line() {
      const next = await lines.next();
      return next.done === true ? '' : next.value;
    },
    say: out,
    close() {
      reader.close();
    },
  };
}

/** Asks one question; an empty answer means what stands in brackets. */
export async function ask(
  {line, say}: Asking,
  question: keyof typeof questions,
  locale: Locale,
  usual?: string,
  id = '',
): Promise<string> {
  const hint = usual === undefined || usual === '' ? '' : ` [${usual}]`;
  say(`${questions[question][locale].replace('{id}', id)}${hint}: `);
  const answer = (await line()).trim();
  return answer === '' ? (usual ?? '') : answer;
}
