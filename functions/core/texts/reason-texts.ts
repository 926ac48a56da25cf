import type {Texts} from './define-texts.ts';

/** Why an incident is in its state: whole sentences, in a message and in the history. */
export const reasonTexts = {
  'reason.detected': {
    en: 'First log entry.',
    ko: '첫 로그를 수신했습니다.',
  },
  'reason.diagnosing': {en: 'Checking live state.', ko: '실제 상태를 확인하고 있습니다.'},
  'reason.undo-asked': {
    en: '{by} asked to take the repair back.',
    ko: '{by} 계정이 복구를 되돌려 달라고 요청했습니다.',
  },
  'reason.undo-planned': {
    en: 'What would be taken back is known. {by} asked for it.',
    ko: '되돌릴 내용을 확인했습니다. {by} 계정이 요청했습니다.',
  },
  'reason.undo-waits': {
    en: '{by} asked to take the repair back. Nothing is taken back without an approval.',
    ko: '{by} 계정이 복구를 되돌려 달라고 요청했습니다. 승인 없이는 되돌리지 않습니다.',
  },
  'reason.undo-dropped': {
    en: '{by} asked to take the repair back, and the problem is there again. mesh-responder looks at that instead.',
    ko: '{by} 계정이 복구를 되돌려 달라고 요청했지만 문제가 다시 발생했습니다. mesh-responder가 그 문제를 확인합니다.',
  },
  'reason.taken-back': {
    en: 'The repair was taken back, as {by} asked. Checking live state.',
    ko: '{by} 계정의 요청에 따라 복구를 되돌렸습니다. 실제 상태를 확인하고 있습니다.',
  },
  'reason.undone-before': {
    en: '{by} had this repair taken back at {at:time}. mesh-responder does not make it again without an approval.',
    ko: '{by} 계정의 요청으로 {at:time}에 이 복구를 되돌렸습니다. mesh-responder는 승인 없이 다시 복구하지 않습니다.',
  },
  'reason.undone': {
    en: 'The repair was taken back, as {by} asked. Live state is healthy without it.',
    ko: '{by} 계정의 요청에 따라 복구를 되돌렸습니다. 복구 없이도 실제 상태가 정상입니다.',
  },
  'kept.declined': {
    en: '{by} declined to take the repair back. It stays.',
    ko: '{by} 계정이 되돌리기를 거절했습니다. 복구를 유지합니다.',
  },
  'kept.nobody-came': {
    en: '{by} asked to take the repair back, and nobody approved it within a day. It stays.',
    ko: '{by} 계정이 복구를 되돌려 달라고 요청했지만 하루 동안 승인되지 않았습니다. 복구를 유지합니다.',
  },
  'kept.gone': {
    en: '{by} asked to take the repair back, and it is gone already. Live state is healthy without it.',
    ko: '{by} 계정이 복구를 되돌려 달라고 요청했지만 이미 되돌려져 있습니다. 복구 없이도 실제 상태가 정상입니다.',
  },
  'reason.again': {
    en: 'It is back, opened {times:number} times so far.',
    ko: '다시 발생했습니다({times:number}번째).',
  },
  'reason.verifying': {
    en: 'The change was made. mesh-responder is checking whether it took effect.',
    ko: '변경을 완료했습니다. mesh-responder가 적용되었는지 확인하고 있습니다.',
  },
  'reason.verified': {
    en: 'mesh-responder repaired it and verified live state, {tookMs:duration} after it began.',
    ko: 'mesh-responder가 복구하고 실제 상태로 확인했습니다(시작 후 {tookMs:duration}).',
  },
  'reason.healed': {
    en: 'It is healthy again, without a change by mesh-responder.',
    ko: 'mesh-responder의 변경 없이 정상 상태로 돌아왔습니다.',
  },
  'reason.already-healthy': {
    en: 'Live state is healthy. Nothing was changed.',
    ko: '실제 상태가 정상이므로 아무것도 변경하지 않았습니다.',
  },
  'reason.keeps-failing': {
    en: 'Live state looks healthy, but log entries keep coming ({times:number} times).',
    ko: '실제 상태는 정상이지만 로그가 계속 발생합니다({times:number}회).',
  },
  'reason.person-needed': {
    en: 'Only a person can repair this.',
    ko: '담당자만 복구할 수 있습니다.',
  },
  'reason.symptom-of': {
    en: 'Part of incident {incident}.',
    ko: '인시던트 {incident}에 포함됩니다.',
  },
  'reason.waited-too-long': {
    en: 'It is still not done after the usual time.',
    ko: '일반적인 소요 시간이 지났지만 아직 끝나지 않았습니다.',
  },
  'reason.nobody-came': {
    en: 'Nobody repaired it within a day. mesh-responder no longer watches it.',
    ko: '하루 동안 복구되지 않아 mesh-responder가 더 이상 확인하지 않습니다.',
  },
  'reason.no-answer': {
    en: 'Live state could not be checked ({call}): {said}',
    ko: '실제 상태를 확인할 수 없습니다({call}). {said}',
  },
  'reason.blind': {
    en: 'Live state could not be checked {looks:number} times ({call}). mesh-responder has stopped.',
    ko: '실제 상태를 {looks:number}번 확인하지 못해 mesh-responder가 중단했습니다({call}).',
  },
  'reason.read-refused': {
    en: 'mesh-responder may not read live state: {call}: {said}',
    ko: 'mesh-responder에 실제 상태를 읽을 권한이 없습니다. {call}: {said}',
  },
  'reason.read-api-disabled': {
    en: 'Live state cannot be read: {service} is off ({call}).',
    ko: '{service} 사용 중지로 실제 상태를 읽을 수 없습니다({call}).',
  },
  'reason.denied': {
    en: 'The repair was refused for lack of permission ({call}): {said}',
    ko: '권한이 없어 복구가 거부되었습니다({call}). {said}',
  },
  'reason.effect-refused': {
    en: 'Google refused the repair ({failure}): {call}: {said}',
    ko: 'Google에서 복구 요청을 거부했습니다({failure}). {call}: {said}',
  },
  'reason.effect-unsure': {
    en: 'The repair got no clear answer ({failure}): {call}: {said} Live state is checked before the next try.',
    ko: '복구 요청의 응답이 명확하지 않습니다({failure}). {call}: {said} 다시 시도하기 전에 실제 상태를 확인합니다.',
  },
  'reason.busy': {
    en: 'Another change is in progress ({what}). Nothing was changed; mesh-responder tries again.',
    ko: '다른 변경이 진행 중이므로({what}) 아무것도 변경하지 않았습니다. mesh-responder가 다시 시도합니다.',
  },
  'reason.busy-too-long': {
    en: 'Another change was still in progress after {times:number} tries ({what}). Nothing was changed.',
    ko: '{times:number}번 시도했지만 다른 변경이 계속 진행 중입니다({what}). 아무것도 변경하지 않았습니다.',
  },
  'reason.not-taken': {
    en: 'Attempt {attempt:number} did not last. Checking live state again.',
    ko: '{attempt:number}번째 시도가 유지되지 않아 실제 상태를 다시 확인합니다.',
  },
  'reason.not-yet': {
    en: 'Not healthy yet after {looks:number} {looks:plural:check|checks}.',
    ko: '{looks:number}번 확인했지만 아직 정상이 아닙니다.',
  },
  'reason.rechecks-spent': {
    en: 'Still not healthy after all {looks:number} checks. mesh-responder has stopped.',
    ko: '{looks:number}번 확인했지만 정상이 아니어서 mesh-responder가 중단했습니다.',
  },
  'reason.attempts-spent': {
    en: 'All {attempts:number} attempts failed. mesh-responder has stopped.',
    ko: '{attempts:number}번의 시도가 모두 실패하여 mesh-responder가 중단했습니다.',
  },
  'reason.mode-observe': {
    en: 'mesh-responder is in observe mode and changed nothing.',
    ko: 'mesh-responder가 관찰 모드이므로 아무것도 변경하지 않았습니다.',
  },
  'reason.mode-approve': {
    en: 'Plan {plan} waits for approval (approve mode).',
    ko: '계획 {plan} 승인을 기다리고 있습니다(승인 모드).',
  },
  'reason.risk-high': {
    en: 'Plan {plan} touches workloads or access and waits for approval.',
    ko: '계획 {plan:은/는} 워크로드 또는 액세스를 변경하므로 승인을 기다리고 있습니다.',
  },
  'reason.project-not-allowed': {
    en: 'The plan names a project outside the allow-list. Nothing was changed.',
    ko: '계획에 허용 목록에 없는 프로젝트가 있어 아무것도 변경하지 않았습니다.',
  },
  'reason.project-not-listed': {
    en: '{project} is not in the allow-list: recorded, never changed.',
    ko: '{project}: 허용 목록에 없으므로 기록만 하고 변경하지 않습니다.',
  },
  'reason.project-mismatch': {
    en: 'The entry claims project {label} but stands in the log of {log}: recorded, never acted on.',
    ko: '항목의 프로젝트는 {label:이라고/라고} 되어 있지만 {log}의 로그에 기록되었으므로 기록만 하고 조치하지 않습니다.',
  },
  'reason.dry-run': {
    en: 'Dry run: everything was checked, nothing was changed.',
    ko: '모의 실행: 모두 확인했으며 아무것도 변경하지 않았습니다.',
  },
  'reason.internal': {
    en: 'mesh-responder itself failed: {said} Nothing more is tried.',
    ko: 'mesh-responder 내부 오류가 발생했습니다. {said} 더 이상 시도하지 않습니다.',
  },
  'reason.found': {
    en: 'Found during the diagnosis of {runbook}.',
    ko: '{runbook} 진단 중에 발견했습니다.',
  },
  'reason.released': {
    en: 'The incident of {runbook} does not explain it. Diagnosed on its own.',
    ko: '{runbook} 인시던트로 설명되지 않아 따로 진단합니다.',
  },
  'reason.flapping': {
    en: 'Repairs lately: {repairs:number}. It broke again, so mesh-responder has stopped.',
    ko: '최근 복구 횟수: {repairs:number}. 다시 발생하여 mesh-responder가 자동 복구를 중지했습니다.',
  },
  'reason.polled': {
    en: 'Live state has shown it since {since:time}. No log entry reported it.',
    ko: '{since:time}부터 실제 상태에서 확인되었습니다. 로그로 보고되지는 않았습니다.',
  },
  'reason.action-disabled': {
    en: 'The configuration does not allow the action {action}. Nothing was changed.',
    ko: '설정에서 {action} 작업을 허용하지 않으므로 아무것도 변경하지 않았습니다.',
  },
  'reason.excluded': {
    en: 'The configuration excludes it. Nothing is changed here.',
    ko: '설정에서 제외되어 아무것도 변경하지 않습니다.',
  },
  'reason.plan-declined': {
    en: '{by} declined plan {plan}. It is never carried out.',
    ko: '{by} 계정이 계획 {plan:을/를} 거절하여 실행하지 않습니다.',
  },
  'reason.paused': {
    en: 'Repairs are paused by {by} ({reason}).',
    ko: '{by} 계정이 복구를 일시중지했습니다({reason}).',
  },
  'reason.silenced': {
    en: '{by} silenced it until {until:time} ({reason}). Nothing is changed until then.',
    ko: '{by} 계정이 {until:time}까지 알림을 일시중지했습니다({reason}). 그때까지 아무것도 변경하지 않습니다.',
  },
  'reason.silences-unreadable': {
    en: 'The list of silences cannot be read, so nothing is changed. Empty it with: mesh-responder silence end --all',
    ko: '알림 일시중지 목록을 읽을 수 없어 아무것도 변경하지 않습니다. mesh-responder silence end --all 명령어로 목록을 비우세요.',
  },
  'reason.breaker-open': {
    en: 'No {action} in {project} is tried: the last one was refused ({said}). It is tried again after 24 h, or after: mesh-responder breaker reset',
    ko: '{project}의 {action} 작업을 시도하지 않습니다. 마지막 시도가 거부되었습니다({said}). 24시간 후 또는 mesh-responder breaker reset 실행 후 다시 시도합니다.',
  },
  'reason.breaker-told': {
    en: 'No {action} in {project} is tried: it was refused for incident {incident} ({said}).',
    ko: '{project}의 {action} 작업을 시도하지 않습니다. 인시던트 {incident}에서 거부되었습니다({said}).',
  },
  'reason.budget': {
    en: '{project} has used up its {limit:number} {limit:plural:change|changes} of this hour. mesh-responder waits and goes on by itself.',
    ko: '{project}의 시간당 변경 한도({limit:number}회)를 모두 사용했습니다. mesh-responder가 기다린 뒤 계속합니다.',
  },
  'reason.approval-expired': {
    en: 'The approval by {by} expired before it was used. Plan {plan} waits for approval again.',
    ko: '{by} 계정의 승인이 사용되기 전에 만료되었습니다. 계획 {plan} 승인을 다시 기다립니다.',
  },
  'reason.approval-unproven': {
    en: 'The incident notes an approval by {by} that the record of approvals does not have. It does not count; plan {plan} waits for approval.',
    ko: '인시던트에 {by} 계정의 승인이 있지만 승인 기록에는 없으므로 효력이 없습니다. 계획 {plan} 승인을 기다립니다.',
  },
  'reason.plan-changed': {
    en: 'The plan changed after {by} approved it. Review plan {plan}.',
    ko: '{by} 계정이 승인한 뒤 계획이 변경되었습니다. 계획 {plan:을/를} 검토하세요.',
  },
  'reason.approved': {
    en: '{by} approved plan {plan}. Checking live state again.',
    ko: '{by} 계정이 계획 {plan:을/를} 승인했습니다. 실제 상태를 다시 확인합니다.',
  },
  'reason.declined': {
    en: '{by} declined plan {plan}. Checking live state again.',
    ko: '{by} 계정이 계획 {plan:을/를} 거절했습니다. 실제 상태를 다시 확인합니다.',
  },
  'reason.backlog': {
    en: '{entries:number} old log {entries:plural:entry|entries} of {problems:number} {problems:plural:problem|problems} were checked against live state: {over:number} over, {broken:number} still broken, {unseen:number} not visible.',
    ko: '문제 {problems:number}개에 대한 오래된 로그 {entries:number}건을 실제 상태와 대조했습니다. 종료 {over:number}개, 지속 {broken:number}개, 확인 불가 {unseen:number}개입니다.',
  },
  'reason.backlog-more': {
    en: 'More old log entries came, of a problem that was not checked yet.',
    ko: '아직 확인하지 않은 문제의 오래된 로그가 더 도착했습니다.',
  },
  'reason.backlog-found': {
    en: 'Live state shows that it is still broken. Old log entries led here (incident {incident}).',
    ko: '실제 상태에서 문제가 지속되고 있습니다. 오래된 로그로 발견했습니다(인시던트 {incident}).',
  },
} as const satisfies Texts;
