import {moreTexts} from '../../core/texts/more-texts.ts';

/** The lines that chat itself needs; a speaker has those of core, runbooks and actions as well. */
export const {texts, phrase} = moreTexts({
  'tone.broken': {en: 'Broken', ko: '장애'},
  'tone.working': {en: 'Working on it', ko: '처리 중'},
  'tone.approval': {en: 'Approval needed', ko: '승인 필요'},
  'tone.fixed': {en: 'Fixed', ko: '해결됨'},
  'tone.quiet': {en: 'No action', ko: '조치 없음'},
  'tone.stopped': {en: 'Stopped, over to you', ko: '중단됨, 담당자 확인 필요'},
  'note-time': {en: '{at:time}', ko: '{at:time}'},
  'next-look': {en: 'next look {at:time}', ko: '다음 확인 {at:time}'},
  incident: {en: 'Incident {id}', ko: '인시던트 {id}'},
  continued: {
    en: 'An earlier message of this incident can no longer be edited; this one continues it.',
    ko: '이 인시던트의 이전 메시지를 더 이상 수정할 수 없어 이 메시지로 이어집니다.',
  },
  'log-entry': {en: 'Log entry, as received', ko: '수신한 로그 원문'},
  history: {en: 'What happened', ko: '진행 내역'},
  trimmed: {en: '… trimmed, {n:number} more', ko: '… {n:number}자 생략'},
  'more.links': {en: '… and {n:number} more {n:plural:link|links}', ko: '… 외 링크 {n:number}개'},
  'more.notes': {
    en: '… and {n:number} earlier {n:plural:step|steps}',
    ko: '… 이전 단계 {n:number}건 생략',
  },
  'duration.d': {en: '{n} d', ko: '{n}일'},
  'duration.h': {en: '{n} h', ko: '{n}시간'},
  'duration.min': {en: '{n} min', ko: '{n}분'},
  'duration.s': {en: '{n} s', ko: '{n}초'},
});
