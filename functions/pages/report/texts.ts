import {moreTexts} from '../../core/texts/more-texts.ts';

/** The sentences of a report, beside those of core. */
export const {texts, phrase} = moreTexts({
  'report.title': {en: 'Report', ko: '보고서'},
  'report.period': {
    en: '{from} to {until} UTC · {projects:number} {projects:plural:project|projects} · {incidents:number} {incidents:plural:incident|incidents}',
    ko: '{from} ~ {until} UTC · 프로젝트 {projects:number}개 · 인시던트 {incidents:number}건',
  },
  'report.period-of': {
    en: '{from} to {until} UTC · project {project} · {incidents:number} {incidents:plural:incident|incidents}',
    ko: '{from} ~ {until} UTC · 프로젝트 {project} · 인시던트 {incidents:number}건',
  },
  'report.nothing': {
    en: 'The store has no incident that was opened in this time.',
    ko: '이 기간에 열린 인시던트가 저장소에 없습니다.',
  },
  'report.cut': {
    en: 'The store keeps closed incidents for 90 days. What closed before {at:time} is missing here.',
    ko: '저장소는 종료된 인시던트를 90일 동안 보관합니다. {at:time} 이전에 종료된 인시던트는 포함되지 않습니다.',
  },
  'report.made': {
    en: 'mesh-responder made this report at {at:time}.',
    ko: 'mesh-responder가 {at:time}에 작성한 보고서입니다.',
  },
  'report.none': {en: '–', ko: '–'},
  'report.text': {en: '{value}', ko: '{value}'},
  'report.number': {en: '{count:number}', ko: '{count:number}'},
  'report.duration': {en: '{took:duration}', ko: '{took:duration}'},
  'report.per-cent': {en: '{share:number} %', ko: '{share:number}%'},
  'report.runbook': {en: 'Runbook', ko: '런북'},
  'report.project': {en: 'Project', ko: '프로젝트'},

  // What is measured, and from when to when.
  'report.notice': {en: 'To notice', ko: '감지까지'},
  'report.notice.from': {
    en: 'from the first log entry, or the poll that first saw it, to the opened incident',
    ko: '첫 로그 항목 또는 처음 발견한 폴링부터 인시던트가 열릴 때까지',
  },
  'report.repair': {en: 'To repair', ko: '복구까지'},
  'report.repair.from': {
    en: 'from the opened incident to the answer to the last change, without the wait for a yes; verified repairs only',
    ko: '인시던트가 열린 때부터 마지막 변경의 응답까지. 승인 대기 시간은 제외하며 확인된 복구만 집계',
  },
  'report.wait': {en: 'Waiting for an answer', ko: '응답 대기'},
  'report.wait.from': {
    en: 'from the question to the moment that the yes or no was taken up',
    ko: '질문한 때부터 승인 또는 거절이 반영될 때까지',
  },
  'report.verify': {en: 'To verify', ko: '확인까지'},
  'report.verify.from': {
    en: 'from the answer to the last change to the look that found the mesh healthy',
    ko: '마지막 변경의 응답부터 메시가 정상임을 확인할 때까지',
  },
  'report.whole': {en: 'In all', ko: '전체'},
  'report.whole.from': {
    en: 'from the first sign to the look that found the mesh healthy, with the wait for a yes; verified repairs only',
    ko: '첫 로그 항목 또는 폴링부터 메시가 정상임을 확인할 때까지. 승인 대기 시간을 포함하며 확인된 복구만 집계',
  },
  'report.within': {en: '≤ {took:duration}', ko: '≤ {took:duration}'},
  'report.spread-note': {
    en: 'median of {count:number}; 9 of 10 within {p90:duration}',
    ko: '{count:number}건의 중앙값, 10건 중 9건은 {p90:duration} 이내',
  },
  'report.answer-wait': {
    en: '{median:duration}; 9 of 10 within {p90:duration}',
    ko: '{median:duration}, 10건 중 9건은 {p90:duration} 이내',
  },
  'report.unmeasured': {en: 'not measured', ko: '측정값 없음'},
  'report.alone': {en: 'Repaired without asking', ko: '승인 없이 복구'},
  'report.alone-note': {
    en: '{count:number} of {of:number} that were broken',
    ko: '실제 문제 {of:number}건 중 {count:number}건',
  },
  'report.undone': {en: 'Repairs undone', ko: '되돌려진 복구'},
  'report.undone-note': {
    en: '{fights:number} {fights:plural:fight|fights}, {back:number} taken back by people',
    ko: '반복 충돌 {fights:number}건, 사람이 되돌린 복구 {back:number}건',
  },

  'report.days': {en: 'Incidents a day, by how they ended', ko: '일별 인시던트와 결과'},
  'report.weeks': {en: 'Incidents a week, by how they ended', ko: '주별 인시던트와 결과'},
  'report.day': {en: 'Day (UTC)', ko: '날짜(UTC)'},
  'report.week': {en: 'Week from (UTC)', ko: '시작 날짜(UTC)'},
  'report.as-table': {en: 'The same as a table', ko: '표로 보기'},
  'report.days-note': {
    en: 'Not drawn: {symptoms:number} that another incident tells, {outside:number} outside the allow-list, {undo:number} for an undo.',
    ko: '그래프에서 제외: 다른 인시던트의 증상 {symptoms:number}건, 허용 목록에 없음 {outside:number}건, 되돌리기 {undo:number}건.',
  },

  'report.outcomes': {en: 'What was seen, and how it ended', ko: '확인된 문제와 결과'},
  'report.outcomes-note': {
    en: 'A false alarm was healthy at the first look. A symptom is told by the incident that caused it.',
    ko: '오탐은 첫 확인에서 정상이었던 경우입니다. 증상은 원인이 된 인시던트에서 함께 알립니다.',
  },
  'report.seen': {en: 'Seen', ko: '확인됨'},
  'report.entries': {en: 'Log entries', ko: '로그 항목'},
  'report.outcome.repaired': {en: 'Repaired alone', ko: '자동 복구'},
  'report.outcome.approved': {en: 'After a yes', ko: '승인 후 복구'},
  'report.outcome.would-repair': {en: 'Dry run', ko: '테스트 실행'},
  'report.outcome.healed': {en: 'By others', ko: '다른 방법으로 해결'},
  'report.outcome.handed-over': {en: 'Given up', ko: '담당자에게 인계'},
  'report.outcome.waiting': {en: 'Waits for a person', ko: '담당자 대기'},
  'report.outcome.open': {en: 'In progress', ko: '진행 중'},
  'report.outcome.false-alarm': {en: 'False alarm', ko: '오탐'},
  'report.outcome.symptom': {en: 'Symptom', ko: '증상'},
  'report.outcome.outside': {en: 'Outside', ko: '허용 목록에 없음'},
  'report.outcome.taken-back': {en: 'Taken back', ko: '복구 되돌림'},
  'report.outcome.undo-kept': {en: 'Undo not made', ko: '되돌리지 않음'},

  'report.actions': {
    en: 'Changes made, and changes that would be made',
    ko: '실행한 변경과 실행할 변경',
  },
  'report.actions-note': {
    en: 'Only planned: shown to people in mode observe, waiting for a yes, or held back. Of runs before the last one of an incident the plan is not kept.',
    ko: '계획만: observe 모드에서 알리기만 했거나, 승인을 기다리거나, 보류한 변경입니다. 인시던트의 마지막 실행 이전의 계획은 보관되지 않습니다.',
  },
  'report.action': {en: 'Action', ko: '작업'},
  'report.deed.changed': {en: 'Made', ko: '실행함'},
  'report.deed.already': {en: 'Not needed', ko: '필요 없음'},
  'report.deed.would-change': {en: 'Dry run', ko: '테스트 실행'},
  'report.deed.planned': {en: 'Only planned', ko: '계획만'},
  'report.deed.failed': {en: 'Refused', ko: '거부됨'},
  'report.deed.unknown': {en: 'No answer', ko: '응답 없음'},
  'report.deed.busy': {en: 'Another change was under way', ko: '다른 변경 진행 중'},
  'report.deed.unanswered': {en: 'Under way', ko: '진행 중'},

  'report.times': {en: 'How long it took, by runbook', ko: '런북별 소요 시간'},
  'report.times-note': {
    en: 'The median, and below it the time within which 9 of 10 were.',
    ko: '중앙값과, 그 아래에 10건 중 9건이 들어가는 시간입니다.',
  },
  'report.times-legend': {en: 'median', ko: '중앙값'},
  'report.times-legend-p90': {en: '9 of 10 within', ko: '10건 중 9건 이내'},
  'report.measure-notes': {en: 'What is measured', ko: '측정 기준'},

  'report.asked': {en: 'Who was asked', ko: '승인 요청'},
  'report.asked-of': {en: 'May answer today', ko: '현재 승인자'},
  'report.asked-anybody': {
    en: 'whoever may write to the guard’s store',
    ko: '가드 저장소에 쓸 수 있는 사람',
  },
  'report.asked-nobody': {en: 'nobody', ko: '없음'},
  'report.ask.yes': {en: 'Yes', ko: '승인'},
  'report.ask.no': {en: 'No', ko: '거절'},
  'report.ask.gone': {en: 'Not needed any more', ko: '더 이상 필요 없음'},
  'report.ask.waits': {en: 'Waits', ko: '대기 중'},
  'report.answerers': {en: 'Who answered', ko: '응답한 사람'},
  'report.answerer': {en: 'Person', ko: '사람'},

  'report.held': {
    en: 'What held changes back, or kept messages from people',
    ko: '변경이나 메시지를 보류한 이유',
  },
  'report.held-why': {en: 'Why', ko: '이유'},
  'report.held-count': {en: 'Incidents', ko: '인시던트'},
  'report.stop.project-not-allowed': {
    en: 'project not on the allow-list',
    ko: '허용 목록에 없는 프로젝트',
  },
  'report.stop.excluded': {en: 'excluded by a rule', ko: '규칙으로 제외됨'},
  'report.stop.action-disabled': {
    en: 'action not allowed by the configuration',
    ko: '구성에서 허용하지 않는 작업',
  },
  'report.stop.plan-declined': {en: 'plan declined', ko: '계획 거절됨'},
  'report.stop.mode-observe': {en: 'mode observe', ko: 'observe 모드'},
  'report.stop.paused': {en: 'pause', ko: '일시중지'},
  'report.stop.silenced': {en: 'silence', ko: '알림 중지'},
  'report.stop.silences-unreadable': {
    en: 'silences could not be read',
    ko: '알림 중지 목록을 읽지 못함',
  },
  'report.stop.breaker-open': {en: 'circuit breaker open', ko: '회로 차단기 열림'},
  'report.stop.breaker-told': {
    en: 'circuit breaker open, told by another incident',
    ko: '회로 차단기 열림(다른 인시던트에서 알림)',
  },
  'report.stop.budget': {en: 'repair budget of the hour spent', ko: '시간당 복구 한도 소진'},
  'report.untold': {en: 'silence, not told at first', ko: '알림 중지로 처음에 알리지 않음'},
  'report.symptoms': {en: 'told by the incident that caused it', ko: '원인이 된 인시던트에서 알림'},
  'report.outside': {en: 'outside the allow-list', ko: '허용 목록에 없음'},

  'report.skips': {
    en: 'Log entries that opened nothing, and why',
    ko: '인시던트를 열지 않은 로그 항목과 이유',
  },
  'report.skips-note': {
    en: 'At least {count:number}, in the last 30 days at most.',
    ko: '최소 {count:number}건, 최근 30일까지의 기록입니다.',
  },
  'report.skip': {en: 'Reason', ko: '이유'},
  'report.count': {en: 'Count', ko: '개수'},

  'report.fights': {en: 'Fights: repairs that somebody undid', ko: '반복 충돌: 되돌려진 복구'},
  'report.fight-repairs': {en: 'Verified repairs before', ko: '이전에 확인된 복구'},
  'report.fight-by': {en: 'By', ko: '되돌린 계정'},
  'report.fight-at': {en: 'Opened', ko: '열린 시각'},
  'report.incident': {en: 'Incident', ko: '인시던트'},
  'report.fight-unasked': {en: 'nobody has looked', ko: '확인하지 않음'},

  'report.readiness': {
    en: 'Is the evidence there to go further?',
    ko: '다음 모드로 넘어갈 근거가 충분합니까?',
  },
  'report.readiness-rule': {
    en: 'From observe to approve: at least {right:number} plans for a problem that was real, on {days:number} days. From approve to auto: at least {autoRight:number} plans carried out as they were shown and verified, on {autoDays:number} days. For both none of these: a problem that was over within {gone:number} minutes of its plan while nobody had taken it, a plan declined, a repair not verified or refused, a fight, a repair taken back.',
    ko: 'observe에서 approve로: 실제 문제에 대한 계획이 {right:number}건 이상, {days:number}일 이상에 걸쳐 있어야 합니다. approve에서 auto로: 제시한 그대로 실행하고 확인한 계획이 {autoRight:number}건 이상, {autoDays:number}일 이상에 걸쳐 있어야 합니다. 두 경우 모두 다음이 한 건도 없어야 합니다. 아무도 맡지 않은 채 계획 후 {gone:number}분 안에 사라진 문제, 거절된 계획, 확인되지 않거나 거부된 복구, 반복 충돌, 되돌린 복구.',
  },
  'report.mode': {en: 'Mode now', ko: '현재 모드'},
  'report.verdict': {en: 'Verdict', ko: '판정'},
  'report.why': {en: 'Why, or the rule to add', ko: '이유 또는 추가할 규칙'},
  'report.evidence': {en: 'Evidence', ko: '근거'},
  'report.verdict.is-auto': {en: 'is auto', ko: '자동 복구 중'},
  'report.verdict.look-first': {en: 'look first', ko: '확인 필요'},
  'report.verdict.ready': {en: 'ready for {to}', ko: '{to} 가능'},
  'report.verdict.not-yet': {en: 'not yet {to}', ko: '아직 {to} 불가'},
  'report.verdict.always-asks': {en: 'always asks', ko: '항상 승인 필요'},
  'report.verdict.person-only': {en: 'a person’s', ko: '담당자가 처리'},
  'report.verdict.excluded': {en: 'excluded', ko: '제외됨'},
  'report.why.is-auto': {en: 'nothing speaks against it', ko: '문제가 되는 기록 없음'},
  'report.why.always-asks': {
    en: 'its actions are of high risk: a person is asked in every mode',
    ko: '위험도가 높은 작업이므로 모든 모드에서 승인을 요청함',
  },
  'report.why.person-only': {
    en: 'it has no action that the configuration allows',
    ko: '구성에서 허용하는 작업이 없음',
  },
  'report.why.excluded': {en: 'a rule of the configuration', ko: '구성의 규칙'},
  'report.why.ready': {en: 'add to rules', ko: 'rules에 추가'},
  'report.have.right': {
    en: '{have:number} of {need:number} right plans',
    ko: '올바른 계획 {need:number}건 중 {have:number}건',
  },
  'report.have.days': {
    en: 'on {have:number} of {need:number} days',
    ko: '필요한 {need:number}일 중 {have:number}일',
  },
  'report.have.went-away': {
    en: '{have:number} over within {gone:number} min without a repair: acknowledge those that people repaired',
    ko: '복구 없이 {gone:number}분 안에 사라진 문제 {have:number}건. 사람이 복구한 문제라면 acknowledge로 표시하세요',
  },
  'report.have.declined': {en: '{have:number} declined', ko: '거절 {have:number}건'},
  'report.have.unverified': {
    en: '{have:number} not verified',
    ko: '확인되지 않은 복구 {have:number}건',
  },
  'report.have.refused': {en: '{have:number} refused', ko: '거부된 변경 {have:number}건'},
  'report.have.fights': {
    en: '{have:number} {have:plural:fight|fights}',
    ko: '반복 충돌 {have:number}건',
  },
  'report.have.taken-back': {en: '{have:number} taken back', ko: '되돌린 복구 {have:number}건'},
});
