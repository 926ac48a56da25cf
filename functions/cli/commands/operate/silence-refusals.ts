import {mostSilences} from '../../../core/guard/silence.ts';
import type {Words} from '../../../core/texts/words.ts';
import {oneOf} from '../../shell/usage-error.ts';

// Why `silence` does nothing, and what to do then.

/** Nothing is silenced under an id. */
export function noSilence(id: string): Words {
  const list = 'mesh-responder silence list';
  return {
    en: `mesh-responder silence: nothing is silenced under ${JSON.stringify(id)}. See: ${list}\n`,
    ko: `mesh-responder silence: ${JSON.stringify(id)} 알림 일시중지가 없습니다. 목록: ${list}\n`,
  };
}

/** A window of the configuration is not ended by a command. */
export function ofConfiguration(id: string): Words {
  return {
    en: `mesh-responder silence: ${id} is a window of the configuration, and nothing was changed. Take it out of "silences" there, and deploy.\n`,
    ko: `mesh-responder silence: ${id} 항목은 구성의 유지보수 기간이므로 변경하지 않았습니다. 구성의 "silences"에서 삭제하고 배포하세요.\n`,
  };
}

/** Why nothing was added. */
export const refused: Readonly<Record<'too-many' | 'unreadable', Words>> = {
  'too-many': {
    en: `mesh-responder silence: ${mostSilences} hold already, and nothing was added. End one: mesh-responder silence list\n`,
    ko: `mesh-responder silence: 이미 ${mostSilences}개가 있어 추가하지 않았습니다. 하나를 종료하세요: mesh-responder silence list\n`,
  },
  unreadable: {
    en: 'mesh-responder silence: the list of silences cannot be read, so that nothing is changed and all is told. Empty it: mesh-responder silence end --all\n',
    ko: 'mesh-responder silence: 알림 일시중지 목록을 읽을 수 없어 아무것도 변경하지 않고 모두 알립니다. 목록 비우기: mesh-responder silence end --all\n',
  },
};

/** No scope was named. */
export const nothing: Words = {
  en: 'say what: --runbook, --project, --folder, --label, --location or --cluster',
  ko: '대상을 지정하세요. --runbook, --project, --folder, --label, --location 또는 --cluster',
};

/** The scope holds no project. */
export const nowhere: Words = {
  en: 'no project of the configuration is in all that is named',
  ko: '지정한 조건을 모두 충족하는 프로젝트가 구성에 없습니다',
};

/** Folders and labels are known from the configuration; one that it has not would silence nothing. */
export function oneOfProjects(flag: string, given: string, known: readonly string[]): Words {
  if (known.length > 0) return oneOf(known, given, flag);
  const [name, key] = [JSON.stringify(given), flag === '--folder' ? 'folders' : 'labels'];
  return {
    en: `${flag} ${name}: no project of the configuration has ${key}; give them in projects`,
    ko: `${flag} ${name}: 구성의 projects에 ${key} 값이 없습니다. projects에 지정하세요`,
  };
}

/** It ends before now. */
export const past: Words = {
  en: 'it would be over already',
  ko: '종료 시간이 이미 지났습니다',
};

/** It ends before it begins. */
export const beforeFrom: Words = {
  en: '--until is not after --from',
  ko: '--until 시간이 --from보다 늦지 않습니다',
};

/** It begins too late. */
export const farAhead: Words = {
  en: '--from is more than 30 days ahead; say it then, or give a window in the configuration',
  ko: '--from 시간이 30일 후를 넘습니다. 그때 지정하거나 구성에 유지보수 기간을 추가하세요',
};

/** It is too long. */
export const tooLong: Words = {
  en: 'a silence lasts at most 30 days; say it again then',
  ko: '알림 일시중지는 최대 30일입니다. 그 후 다시 지정하세요',
};
