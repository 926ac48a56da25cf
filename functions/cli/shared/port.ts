import type {Words} from '../../core/texts/words.ts';
import {usage} from '../shell/usage-error.ts';

/** The port that --port names; 0 for any free one. @throws UsageError of `command` for what is none. */
export function portOf(command: string, text: string | undefined): number {
  const port = Number(text ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw usage(command, {
      en: `--port "${text ?? ''}" is no port from 0 to 65535`,
      ko: `--port "${text ?? ''}" 값은 0~65535 사이의 포트가 아닙니다`,
    });
  }
  return port;
}

const refusals: Readonly<Record<string, Words>> = {
  EADDRINUSE: {en: 'is in use', ko: '이미 사용 중입니다'},
  EACCES: {en: 'may not be used by this account', ko: '이 계정에서 사용할 수 없습니다'},
};

/** A UsageError where a port could not be had; any other error as it is. */
export function refusedPort(command: string, port: number, cause: unknown): unknown {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const why = refusals[code];
  if (why === undefined) return cause;
  return usage(command, {
    en: `port ${port} ${why.en}; give another --port, or none for a free one`,
    ko: `포트 ${port}: ${why.ko}. 다른 --port를 지정하거나 생략하여 빈 포트를 사용하세요`,
  });
}
