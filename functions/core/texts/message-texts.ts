import type {Texts} from './define-texts.ts';

/** What a message says beside the words of its runbook and of its actions. */
export const messageTexts = {
  'headline.lack-pods': {
    en: '{count:number} {count:plural:workload|workloads} of {target} {count:plural:lacks|lack} pods',
    ko: '{target}의 워크로드 {count:number}개에 포드 부족',
  },
  'headline.not-recovered': {
    en: 'Mesh of {target} has not recovered',
    ko: '{target}의 메시가 복구되지 않음',
  },
  'headline.maybe-not-recovered': {
    en: 'Mesh of {target} may not have recovered',
    ko: '{target}의 메시가 복구되지 않았을 수 있음',
  },
  'headline.stale-backlog': {
    en: 'Old log entries after an outage: checking what is still true',
    ko: '장애 후 도착한 오래된 로그: 아직 유효한지 확인 중',
  },
  'headline.stale-backlog.over': {
    en: 'Old log entries after an outage were checked against live state',
    ko: '장애 후 도착한 오래된 로그를 실제 상태와 대조함',
  },
  'headline.undo': {
    en: 'Undo of a repair in {target}',
    ko: '{target}의 복구 되돌리기',
  },
  'headline.undone': {
    en: 'Repair in {target} was taken back',
    ko: '{target}의 복구를 되돌림',
  },
  'silence.untold': {
    en: 'Nobody is told until {until:time}: {by} silenced it ({reason}).',
    ko: '{by} 계정이 {until:time}까지 알림을 일시중지하여({reason}) 알림을 게시하지 않습니다.',
  },
  'silence.was-untold': {
    en: 'Nobody was told from {from:time} to {until:time}: {by} had silenced it ({reason}).',
    ko: '{by} 계정이 알림을 일시중지하여({reason}) {from:time}부터 {until:time}까지 알림을 게시하지 않았습니다.',
  },
  'silence.until': {
    en: 'By {by} until {until:time} ({reason}). Incidents are recorded, and neither told nor repaired.',
    ko: '{by} 계정이 {until:time}까지 일시중지했습니다({reason}). 인시던트를 기록하지만 알림을 게시하거나 복구하지 않습니다.',
  },
  'silence.expired': {
    en: 'It ended at {until:time}. What is still broken is told and repaired again.',
    ko: '{until:time}에 종료되었습니다. 지속되는 문제의 알림과 복구를 다시 시작합니다.',
  },
  'silence.ended': {
    en: '{by} ended it. What is still broken is told and repaired again.',
    ko: '{by} 계정이 종료했습니다. 지속되는 문제의 알림과 복구를 다시 시작합니다.',
  },
  'self-audit.headline': {
    en: 'Self-audit: {count:number} {count:plural:finding has|findings have} no explanation',
    ko: '자체 감사: 설명되지 않는 항목 {count:number}건',
  },
  'self-audit.unintended': {
    en: '{count:number} {count:plural:call|calls} with mesh-responder’s identity that no incident intended. Somebody else may use it.',
    ko: '어떤 인시던트도 의도하지 않은 mesh-responder 계정의 호출 {count:number}건. 다른 사람이 계정을 사용하고 있을 수 있습니다.',
  },
  'self-audit.call': {
    en: '{at:time}, {project}: {method} of {resource} by {principal}',
    ko: '{at:time}, {project}: {principal} 계정이 {resource}에 {method} 호출',
  },
  'self-audit.unlogged': {
    en: '{count:number} {count:plural:change|changes} that left no entry in the audit log. A log may be missing.',
    ko: '감사 로그에 항목이 없는 변경 {count:number}건. 로그가 누락되었을 수 있습니다.',
  },
  'self-audit.intent': {
    en: '{at:time}: {action} of incident {incident}',
    ko: '{at:time}: 인시던트 {incident}의 {action}',
  },
  'self-audit.look': {
    en: 'Each finding with its log entry:',
    ko: '각 항목과 로그 항목을 확인하는 명령어:',
  },
  'self-audit.footer': {en: 'daily self-audit', ko: '일일 자체 감사'},
  'silence.footer': {en: 'silence {id}', ko: '알림 일시중지 {id}'},
  'owner.acknowledged': {
    en: 'Acknowledged by {by} at {at:time}.',
    ko: '담당자: {by}({at:time}에 확인).',
  },
  'ask.approve': {
    en: 'Approve or decline plan {plan} by {until:time}:',
    ko: '{until:time}까지 계획 {plan}의 승인 또는 거절을 선택하세요.',
  },
  'ask.again': {
    en: 'To have it made again, approve plan {plan}:',
    ko: '다시 복구하려면 계획 {plan:을/를} 승인하세요.',
  },
  'ask.votes': {
    en: 'Approved by {by} ({have:number} of {of:number}): somebody else has to approve as well.',
    ko: '{by} 계정이 승인했습니다({have:number}/{of:number}). 다른 사람의 승인이 더 필요합니다.',
  },
  'ask.to-repair': {en: 'To repair it, run:', ko: '복구하려면 다음 명령어를 실행하세요.'},
  'ask.by-hand': {
    en: 'Nothing more is tried. To repair it, run:',
    ko: '더 이상 자동으로 시도하지 않습니다. 복구하려면 다음 명령어를 실행하세요.',
  },
  'ask.by-hand-denied': {
    en: 'Run this with an account that has the permission:',
    ko: '권한이 있는 계정으로 다음 명령어를 실행하세요.',
  },
  'ask.by-hand-busy': {
    en: 'Wait until the other change is done, or stop it. Then run:',
    ko: '다른 변경이 끝날 때까지 기다리거나 중지한 뒤 다음 명령어를 실행하세요.',
  },
  'advice.doctor': {
    en: 'To see what mesh-responder cannot read, run:',
    ko: 'mesh-responder가 읽지 못하는 항목을 확인하려면 다음 명령어를 실행하세요.',
    run: 'mesh-responder doctor{config}',
  },
  'advice.look': {
    en: 'Check the logs and the runbook (links below).',
    ko: '로그와 런북을 확인하세요(아래 링크).',
  },
  'denied.permission': {
    en: 'mesh-responder lacks {permission}.',
    ko: 'mesh-responder에 {permission} 권한이 없습니다.',
  },
  'denied.permission-of': {
    en: 'mesh-responder ({identity}) lacks {permission}.',
    ko: 'mesh-responder({identity})에 {permission} 권한이 없습니다.',
  },
  'done.unreadable': {
    en: 'What is stored of the action {action} cannot be read',
    ko: '저장된 작업 {action}의 내용을 읽을 수 없음',
  },
  'done.earlier': {
    en: '{count:number} earlier {count:plural:change|changes}',
    ko: '이전 변경 {count:number}건',
  },
  'done.plan-left': {
    en: '{count:number} more {count:plural:step|steps} of the plan to go',
    ko: '계획에서 남은 단계 {count:number}개',
  },
  'fact.project': {en: 'Project', ko: '프로젝트'},
  'fact.cluster': {en: 'Cluster', ko: '클러스터'},
  'fact.clusters': {en: 'Clusters', ko: '클러스터'},
  'fact.lack-pods': {en: 'Lack pods', ko: '포드 부족'},
  'fact.workloads': {en: 'Workloads', ko: '워크로드'},
  'fact.namespaces': {en: 'Namespaces', ko: '네임스페이스'},
  'fact.pods': {en: 'Pods', ko: '포드'},
  'fact.reported': {en: 'Reported', ko: '보고 시각'},
  'fact.since': {en: 'Since', ko: '발생 시각'},
  'fact.impact': {en: 'Impact', ko: '영향 기간'},
  'fact.next-look': {en: 'Next check', ko: '다음 확인'},
  'fact.text': {en: '{value}', ko: '{value}'},
  'fact.at': {en: '{at:time}', ko: '{at:time}'},
  'fact.from-to': {en: '{from:time} to {to:time}', ko: '{from:time}~{to:time}'},
  'fact.number': {en: '{count:number}', ko: '{count:number}'},
  'fact.names-more': {en: '{names} and {count:number} more', ko: '{names} 외 {count:number}개'},
  'footer.incident': {en: 'Incident {id}', ko: '인시던트 {id}'},
  'footer.plan': {en: 'Plan {plan}', ko: '계획 {plan}'},
  'footer.polled': {
    en: 'Found in live state, without a log entry',
    ko: '로그 없이 상태 조회로 감지',
  },
  'footer.entries': {
    en: '{count:number} log {count:plural:entry|entries}',
    ko: '로그 {count:number}건',
  },
  'footer.entries-symptoms': {
    en: '{count:number} log {count:plural:entry|entries}, {symptoms:number} of them {symptoms:plural:a symptom|symptoms}',
    ko: '로그 {count:number}건 중 {symptoms:number}건은 증상',
  },
  'footer.entries-symptoms-in': {
    en: '{count:number} log {count:plural:entry|entries}, {symptoms:number} of them {symptoms:plural:a symptom|symptoms} ({places:number} {places:plural:cluster|clusters})',
    ko: '로그 {count:number}건 중 {symptoms:number}건은 증상(클러스터 {places:number}개)',
  },
  'footer.similar': {
    en: '{count:number} similar {count:plural:entry|entries} in {project} in {minutes} min',
    ko: '{project}에서 {minutes}분 동안 유사한 로그 {count:number}건',
  },
  'footer.similar-at-least': {
    en: '{count:number} or more similar entries in {project} in {minutes} min',
    ko: '{project}에서 {minutes}분 동안 유사한 로그 {count:number}건 이상',
  },
  'footer.more-wait': {
    en: 'At {at:time}, {count:number} more {count:plural:message|messages} of {project} waited: its message budget was used up',
    ko: '{at:time}에 {project}의 메시지 {count:number}건이 대기함: 메시지 한도 초과',
  },
  'link.console': {en: 'Open in console', ko: '콘솔에서 열기'},
  'link.runbook': {en: 'Runbook', ko: '런북'},
  'link.logs': {en: 'Logs', ko: '로그'},
  'link.page': {en: 'Google’s page', ko: 'Google 문서'},
} as const satisfies Texts;
