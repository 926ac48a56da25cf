import {oneLine} from '../../../adapters/chat/text/sanitise.ts';
import {speaker} from '../../../adapters/chat/text/translate.ts';
import type {Locale} from '../../../core/texts/define-texts.ts';
import {moreTexts} from '../../../core/texts/more-texts.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';
import {allTexts} from '../../../wiring/translations.ts';

/** The sentences of a self-audit at a command line, beside those of core. */
export const {texts, phrase} = moreTexts({
  'audit.about': {
    en: '{identities}, {from:time} to {until:time}, {projects:number} {projects:plural:project|projects}',
    ko: '{identities}, {from:time} ~ {until:time}, 프로젝트 {projects:number}개',
  },
  'audit.counts': {
    en: '{calls:number} {calls:plural:call|calls} in the audit log, {effects:number} {effects:plural:change|changes} in incidents; set aside: {aside:number} of its own store, topics and log, and trials',
    ko: '감사 로그의 호출 {calls:number}건, 인시던트의 변경 {effects:number}건. 자체 저장소, 주제, 로그의 호출과 테스트 호출 {aside:number}건은 제외',
  },
  'audit.unintended': {
    en: 'Calls that no incident intended: somebody else uses the identity, or the store lost an incident',
    ko: '어떤 인시던트도 의도하지 않은 호출: 다른 사람이 계정을 사용하고 있거나 저장소에서 인시던트가 사라짐',
  },
  'audit.call': {
    en: '{at:time}  {project}  {method}  {resource}  ({principal})',
    ko: '{at:time}  {project}  {method}  {resource}  ({principal})',
  },
  'audit.call-failed': {
    en: '{at:time}  {project}  {method}  {resource}  ({principal}), refused',
    ko: '{at:time}  {project}  {method}  {resource}  ({principal}), 거부됨',
  },
  'audit.next-unintended': {
    en: 'Look at each entry in Logs Explorer (insertId in --json). Where it is none of yours, disable the keys of the account, stop respond, and find who may impersonate it.',
    ko: '로그 탐색기에서 각 항목을 확인하세요(insertId는 --json에 있음). 본인의 작업이 아니면 계정의 키를 사용 중지하고 respond를 중지한 후 이 계정을 가장할 수 있는 사용자를 확인하세요.',
  },
  'audit.unlogged': {
    en: 'Changes that left no entry in the audit log: a log is missing, excluded, or kept elsewhere',
    ko: '감사 로그에 항목이 없는 변경: 로그가 누락되었거나, 제외되었거나, 다른 곳에 보관됨',
  },
  'audit.intent': {
    en: '{at:time}  {projects}  {action}  (incident {incident})',
    ko: '{at:time}  {projects}  {action}  (인시던트 {incident})',
  },
  'audit.next-unlogged': {
    en: 'Admin Activity cannot be turned off. See whether the _Required bucket of the project is read, and whether entries were routed or deleted.',
    ko: '관리자 활동 로그는 사용 중지할 수 없습니다. 프로젝트의 _Required 버킷을 읽고 있는지, 항목이 라우팅되거나 삭제되지 않았는지 확인하세요.',
  },
  'audit.unread': {
    en: 'Logs that could not be read; nothing is missed of them',
    ko: '읽지 못한 로그. 누락 여부를 판단하지 않음',
  },
  'audit.unread-line': {en: '{project}: {why}', ko: '{project}: {why}'},
  'audit.all-well': {
    en: 'Each call has its intent, and each change its entry.',
    ko: '모든 호출에 의도가 있고 모든 변경에 로그 항목이 있습니다.',
  },
});

/** Speaks an audit in one language, each phrase as one safe line. */
export function speakAudit(locale: Locale): (one: Phrase) => string {
  const speak = speaker(locale, ...allTexts(), texts);
  return one => oneLine(speak(one));
}
