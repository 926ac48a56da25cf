import {existsSync} from 'node:fs';
import {errorText} from '../../core/lib/error.ts';
import type {Settings} from '../../core/config/settings.ts';
import {meant} from '../shell/usage-error.ts';
import type {Io} from '../shell/command.ts';
import type {Words} from '../../core/texts/words.ts';

// What several commands have to say in the same words.

export const noStore: Words = {
  en: 'the configuration names no store: what is kept in memory is not shared',
  ko: '구성에 저장소가 없습니다. 메모리에 있는 내용은 공유되지 않습니다',
};

/**
 * Tells of a store's file that is not there, where the command goes on all the same: an empty store and a mistyped path
 * read as if all were well.
 */
export function hintStoreFile(
  command: string,
  {store: {sqlite: path}}: Pick<Settings, 'store'>,
  io: Io,
): void {
  if (path === undefined || existsSync(path)) return;
  const words: Words = {
    en: `mesh-responder ${command}: store.sqlite: there is no file ${path}; nothing was stored there yet, or the path is another one\n`,
    ko: `mesh-responder ${command}: store.sqlite: ${path} 파일이 없습니다. 아직 저장된 내용이 없거나 경로가 다릅니다\n`,
  };
  io.err(words[io.locale]);
}

/** A name that is no project of the configuration. */
export function noProject(name: string, {projects}: Pick<Settings, 'projects'>): Words {
  const ids = projects.map(one => one.id);
  const near = meant(name, ids);
  return {
    en: `"${name}" is no project of the configuration, which has ${ids.join(', ')}.${near.en}`,
    ko: `"${name}" 프로젝트가 구성에 없습니다. 구성에 있는 프로젝트: ${ids.join(', ')}.${near.ko}`,
  };
}

/** Tells of a name that is no project of the configuration, where the command goes on all the same. */
export function hintProject(name: string, settings: Pick<Settings, 'projects'>, io: Io): void {
  io.err(`mesh-responder: ${noProject(name, settings)[io.locale]}\n`);
}

/** An id that the store does not have. */
export function noIncident(command: string, id: string): Words {
  const named = JSON.stringify(id);
  const list = 'mesh-responder incidents';
  return {
    en: `mesh-responder ${command}: the store has no incident ${named}. See: ${list}\n`,
    ko: `mesh-responder ${command}: 저장소에 ${named} 인시던트가 없습니다. 목록: ${list}\n`,
  };
}

const known: Readonly<Record<string, Words>> = {
  ENOENT: {en: 'there is no such file', ko: '파일이 없습니다'},
  EISDIR: {en: 'it is a folder', ko: '폴더입니다'},
  EACCES: {en: 'this account may not read it', ko: '이 계정에 읽기 권한이 없습니다'},
};

/** A file, or standard input, that cannot be read. */
export function unreadable(name: string, cause: unknown): Words {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const why = known[code] ?? {en: errorText(cause), ko: errorText(cause)};
  return {
    en: `${name} cannot be read: ${why.en}`,
    ko: `${name} 읽기 실패: ${why.ko}`,
  };
}
