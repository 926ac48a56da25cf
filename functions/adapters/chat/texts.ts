import {moreTexts} from '../../core/texts/more-texts.ts';

/** The lines that chat itself needs; a speaker has those of core, runbooks and actions as well. */
export const {texts, phrase} = moreTexts({
  'tone.checking': {en: 'Checking', ko: '상태 확인 중'},
  'tone.repairing': {en: 'Repairing', ko: '복구 중'},
  'tone.verifying': {en: 'Verifying', ko: '결과 확인 중'},
  'tone.fixed': {en: 'Fixed', ko: '해결됨'},
  'tone.approval': {en: 'Approval needed', ko: '승인 필요'},
  'tone.action': {en: 'Action needed', ko: '담당자 조치 필요'},
  'tone.undone': {en: 'Repair undone', ko: '복구가 되돌려짐'},
  'tone.unchanged': {en: 'Not changed', ko: '변경 안 함'},
  'tone.quiet': {en: 'No action needed', ko: '조치 불필요'},
  'tone.silenced': {en: 'Silenced', ko: '알림 일시중지'},
  'tone.unsilenced': {en: 'Silence over', ko: '알림 일시중지 종료'},
  'headline.because': {en: '{what}: {cause}', ko: '{what}: {cause}'},
  'headline.changed': {
    en: '{what}: {cause} (changed)',
    ko: '{what}: {cause}(변경함)',
  },
  'headline.over': {en: '{what} (solved: {cause})', ko: '{what}(해결: {cause})'},
  'answer.approve': {en: 'Approve', ko: '승인'},
  'answer.decline': {en: 'Decline', ko: '거절'},
  'button.approve': {en: 'Approve…', ko: '승인…'},
  'button.decline': {en: 'Decline…', ko: '거절…'},
  'button.acknowledge': {en: 'Acknowledge', ko: '담당하기'},
  'button.undo': {en: 'Undo…', ko: '되돌리기…'},
  'button.silence': {en: 'Silence…', ko: '알림 중지…'},
  'button.pause': {en: 'Pause…', ko: '변경 중지…'},
  'button.explain': {en: 'Explain', ko: '설명'},
  'dialog.close': {en: 'Close', ko: '닫기'},
  'command.unsafe': {
    en: 'A command is not shown: it holds characters that no command of mesh-responder has',
    ko: '명령어에 mesh-responder가 사용하지 않는 문자가 있어 표시하지 않음',
  },
  risk: {en: 'Risk', ko: '위험'},
  continued: {
    en: 'An earlier message of this incident can no longer be edited; this one continues it.',
    ko: '이 인시던트의 이전 메시지를 더 이상 수정할 수 없어 이 메시지로 이어집니다.',
  },
  'log-entry': {
    en: 'Log entry as received (outside text, not checked)',
    ko: '수신한 로그 원문(외부 텍스트, 확인되지 않음)',
  },
  history: {en: 'History', ko: '기록'},
  'history.thread': {
    en: 'Evidence and history in the thread',
    ko: '증거와 기록은 스레드에서 확인',
  },
  trimmed: {en: '… trimmed, {n:number} more', ko: '… {n:number}자 생략'},
  'more.links': {en: '… and {n:number} more {n:plural:link|links}', ko: '… 외 링크 {n:number}개'},
  'more.steps': {
    en: '… and {n:number} more {n:plural:step|steps}. The whole plan: mesh-responder incidents show {id}',
    ko: '… 외 단계 {n:number}개. 전체 계획: mesh-responder incidents show {id}',
  },
  'more.notes': {
    en: '… and {n:number} earlier {n:plural:line|lines}',
    ko: '… 이전 기록 {n:number}건 생략',
  },
  'duration.d': {en: '{n} d', ko: '{n}일'},
  'duration.h': {en: '{n} h', ko: '{n}시간'},
  'duration.min': {en: '{n} min', ko: '{n}분'},
  'duration.s': {en: '{n} s', ko: '{n}초'},
});
