import type {Texts} from './define-texts.ts';

/** What dialogs say, and what a person is told about a click. */
export const interactionTexts = {
  'dialog.approve': {en: 'Approve this plan?', ko: '계획을 승인하시겠습니까?'},
  'dialog.decline': {en: 'Decline this plan?', ko: '계획을 거절하시겠습니까?'},
  'dialog.silence': {en: 'Silence', ko: '알림 일시중지'},
  'dialog.undo': {en: 'Take the repair back?', ko: '복구를 되돌리시겠습니까?'},
  'dialog.undo.how': {
    en: 'mesh-responder looks at live state, plans this, and asks for an approval as for any plan. Until then nothing is changed.',
    ko: 'mesh-responder가 실제 상태를 확인하고 다음 계획의 승인을 요청합니다. 승인될 때까지 아무것도 변경하지 않습니다.',
  },
  'dialog.pause': {en: 'Pause all changes', ko: '모든 변경 일시중지'},
  'dialog.explain': {en: 'Explanation', ko: '설명'},
  'dialog.open': {en: 'Open incidents', ko: '열린 인시던트'},
  'command.open': {
    en: '{count:number} {count:plural:incident is|incidents are} open.',
    ko: '열린 인시던트 {count:number}건.',
  },
  'command.how': {
    en: 'An id behind the command explains that incident; "acknowledge ID" takes it, "undo ID" asks to take its repair back.',
    ko: '명령어 뒤에 ID를 입력하면 해당 인시던트를 설명합니다. "acknowledge ID"는 담당자로 등록하고 "undo ID"는 복구를 되돌려 달라고 요청합니다.',
  },
  'command.incident': {en: '{id} · {state}', ko: '{id} · {state}'},
  'dialog.done': {en: 'Done', ko: '완료'},
  'dialog.refused': {en: 'Nothing was changed', ko: '변경된 내용 없음'},
  'submit.approve': {en: 'Approve', ko: '승인'},
  'submit.decline': {en: 'Decline', ko: '거절'},
  'submit.undo': {en: 'Ask to undo', ko: '되돌리기 요청'},
  'submit.silence': {en: 'Silence', ko: '일시중지'},
  'submit.pause': {en: 'Pause', ko: '일시중지'},
  'dialog.approve.how': {
    en: 'mesh-responder looks at live state again and carries the plan out only if it is still the same. Your yes counts once, for 30 minutes.',
    ko: '실시간 상태를 다시 확인하고 그 결과가 같은 계획일 때만 실행합니다. 승인은 30분 동안 한 번만 유효합니다.',
  },
  'dialog.approve.votes': {
    en: '{votes:number} people have to approve; {have:number} {have:plural:has|have} so far.',
    ko: '승인이 {votes:number}명 필요하며 현재 {have:number}명이 승인했습니다.',
  },
  'dialog.until': {
    en: 'The plan waits until {until:time}.',
    ko: '계획은 {until:time}까지 대기합니다.',
  },
  'dialog.paused': {
    en: 'All changes are paused by {by} ({reason}): an approved plan waits until that is over.',
    ko: '{by} 계정이 모든 변경을 일시중지했습니다({reason}). 승인된 계획은 일시중지가 끝날 때까지 대기합니다.',
  },
  'dialog.decline.how': {
    en: 'This incident never carries the plan out then. It is watched on, and its message turns true when somebody repairs it.',
    ko: '이 인시던트는 해당 계획을 실행하지 않습니다. 계속 관찰하며 누군가 복구하면 메시지에 반영됩니다.',
  },
  'dialog.silence.how': {
    en: 'It is neither told nor repaired for that long, and recorded as ever. What is still broken afterwards is told.',
    ko: '해당 기간 동안 알림과 복구를 하지 않고 기록만 합니다. 이후에도 지속되는 문제는 다시 알립니다.',
  },
  'dialog.pause.how': {
    en: 'Nothing is changed in any project for that long. Incidents are still detected and told.',
    ko: '해당 기간 동안 모든 프로젝트에서 변경을 하지 않습니다. 인시던트 감지와 알림은 계속합니다.',
  },
  'field.scope': {en: 'What', ko: '대상'},
  'field.minutes': {en: 'For', ko: '기간'},
  'field.reason': {en: 'Why', ko: '이유'},
  'scope.problem': {en: 'This problem here', ko: '이 위치의 이 문제'},
  'scope.cluster': {en: 'Everything of this cluster', ko: '이 클러스터의 모든 문제'},
  'scope.project': {en: 'Everything of this project', ko: '이 프로젝트의 모든 문제'},
  'span.30': {en: '30 minutes', ko: '30분'},
  'span.60': {en: '1 hour', ko: '1시간'},
  'span.240': {en: '4 hours', ko: '4시간'},
  'span.1440': {en: '1 day', ko: '1일'},
  'span.10080': {en: '7 days', ko: '7일'},
  'click.approved': {
    en: 'Approved by {by}. Live state is looked at again within a minute, and the message shows what comes of it.',
    ko: '{by} 계정으로 승인했습니다. 1분 안에 실시간 상태를 다시 확인하며 결과는 메시지에 표시됩니다.',
  },
  'click.declined': {
    en: 'Declined by {by}. This incident never carries the plan out.',
    ko: '{by} 계정으로 거절했습니다. 이 인시던트는 해당 계획을 실행하지 않습니다.',
  },
  'click.counted': {
    en: 'Your yes counts, {have:number} of {votes:number}. Somebody else has to approve as well.',
    ko: '승인이 반영되었습니다({have:number}/{votes:number}). 다른 사람의 승인이 더 필요합니다.',
  },
  'click.acknowledged': {
    en: 'The incident is yours, {by}. Its message shows it within a minute.',
    ko: '{by} 계정이 담당자로 등록되었습니다. 1분 안에 메시지에 표시됩니다.',
  },
  'click.undo-asked': {
    en: 'Asked by {by}. Within a minute the message shows what would be taken back, and asks for an approval.',
    ko: '{by} 계정으로 요청했습니다. 1분 안에 메시지에 되돌릴 내용이 표시되고 승인을 요청합니다.',
  },
  'click.silenced': {
    en: 'Silenced until {until:time}: {what}. To end it, run:',
    ko: '{until:time}까지 알림을 일시중지했습니다: {what}. 종료하려면 다음 명령어를 실행하세요.',
    run: 'mesh-responder silence end {id}',
  },
  'click.silence-full': {
    en: 'As many silences as there may be hold already. End one:',
    ko: '알림 일시중지가 이미 최대 개수입니다. 하나를 종료하세요.',
    run: 'mesh-responder silence list',
  },
  'click.silence-unreadable': {
    en: 'The list of silences cannot be read. Empty it:',
    ko: '알림 일시중지 목록을 읽을 수 없습니다. 목록을 비우세요.',
    run: 'mesh-responder silence end --all',
  },
  'click.paused': {
    en: 'All changes are paused until {until:time}. To end it, run:',
    ko: '{until:time}까지 모든 변경을 일시중지했습니다. 종료하려면 다음 명령어를 실행하세요.',
    run: 'mesh-responder unpause',
  },
  'click.paused-by': {
    en: 'All changes are paused already, by {by} ({reason}), until somebody ends it.',
    ko: '{by} 계정이 이미 모든 변경을 일시중지했습니다({reason}). 누군가 종료할 때까지 유지됩니다.',
  },
  'click.paused-longer': {
    en: 'All changes are paused already, by {by} ({reason}), until {until:time}.',
    ko: '{by} 계정이 이미 {until:time}까지 모든 변경을 일시중지했습니다({reason}).',
  },
  'click.old-button': {
    en: 'This button belongs to another version of mesh-responder. The newest message of the incident has others.',
    ko: '다른 버전의 mesh-responder 버튼입니다. 인시던트의 최신 메시지에 있는 버튼을 사용하세요.',
  },
  'click.unknown-incident': {
    en: 'Nobody knows the incident {id} any more.',
    ko: '인시던트 {id}: 더 이상 존재하지 않습니다.',
  },
  'click.stale': {
    en: 'This button belongs to a plan that is not asked about any more. The message shows what is asked now.',
    ko: '더 이상 승인을 요청하지 않는 계획의 버튼입니다. 현재 요청은 메시지에서 확인하세요.',
  },
  'click.answered-before': {
    en: '{by} has approved or declined this plan already.',
    ko: '{by} 계정이 이미 이 계획에 응답했습니다.',
  },
  'click.no-approver': {
    en: '{by} may not answer plans of {runbook} in {project}. The configuration names who may ("approvers").',
    ko: '{by} 계정은 {project}의 {runbook} 계획에 응답할 수 없습니다. 구성의 "approvers"에서 응답할 수 있는 사람을 확인하세요.',
  },
  'click.caused-it': {
    en: '{by} made the change that broke it, or nobody can say otherwise; somebody else has to approve.',
    ko: '{by} 계정이 문제를 일으킨 변경을 했거나 그렇지 않다고 확인할 수 없습니다. 다른 사람이 승인해야 합니다.',
  },
  'click.asked-it': {
    en: '{by} asked for this undo; somebody else has to approve it.',
    ko: '{by} 계정이 되돌리기를 요청했으므로 다른 사람이 승인해야 합니다.',
  },
  'click.same-person': {
    en: 'Nobody can tell whether {by} has answered, or asked for it, under another name. Add their e-mail and ids to "people" of the configuration, or let somebody else approve.',
    ko: '{by} 계정이 다른 이름으로 이미 응답하거나 요청했는지 확인할 수 없습니다. 구성의 "people"에 이메일과 ID를 추가하거나 다른 사람이 승인해야 합니다.',
  },
  'click.group-unknown': {
    en: 'Who is in the group {group} was not read lately, so that nobody knows whether {by} may answer. Try again in a minute.',
    ko: '그룹 {group} 구성원을 최근에 조회하지 못해 {by} 계정의 권한을 확인할 수 없습니다. 1분 후 다시 시도하세요.',
  },
  'click.nobody-known': {
    en: '{by} is not among the people whom the configuration names ("people", "approvers").',
    ko: '{by} 계정은 구성의 "people" 또는 "approvers"에 없습니다.',
  },
  'click.foreign': {
    en: 'Only members of the own workspace can use these buttons.',
    ko: '자체 워크스페이스의 구성원만 이 버튼을 사용할 수 있습니다.',
  },
  'click.no-reason': {
    en: 'Say why: people read it where it is told.',
    ko: '이유를 입력하세요. 알림에 표시됩니다.',
  },
  'click.failed': {
    en: 'It could not be written down, and nothing was changed. Try again, or use the command.',
    ko: '기록하지 못했으며 변경된 내용이 없습니다. 다시 시도하거나 명령어를 사용하세요.',
  },
} as const satisfies Texts;
