import type {Texts} from './define-texts.ts';

/** Why an incident is in its state. */
export const reasonTexts = {
  'reason.detected': {en: 'Seen in the logs ({symptom})', ko: '로그에서 발견({symptom})'},
  'reason.diagnosing': {en: 'Checking live state', ko: '실제 상태 확인 중'},
  'reason.again': {
    en: 'Seen again, {times:number} times so far',
    ko: '다시 발견됨({times:number}번째)',
  },
  'reason.verifying': {
    en: 'Change made; waiting for it to take effect',
    ko: '변경 완료, 적용 대기 중',
  },
  'reason.verified': {
    en: 'Repaired and verified live in {tookMs:duration}',
    ko: '{tookMs:duration} 만에 복구하고 실제 상태로 검증함',
  },
  'reason.healed': {
    en: 'Healthy again, without a change by the responder',
    ko: '대응기의 변경 없이 정상으로 돌아옴',
  },
  'reason.already-healthy': {
    en: 'Live state is healthy; nothing was done',
    ko: '실제 상태가 정상이므로 아무 조치도 하지 않음',
  },
  'reason.keeps-failing': {
    en: 'Live state looks healthy, yet signs keep coming ({times:number} times); a person is needed',
    ko: '실제 상태는 정상이지만 징후가 계속됨({times:number}회). 담당자 확인 필요',
  },
  'reason.person-needed': {en: 'A person is needed', ko: '담당자 확인 필요'},
  'reason.symptom-of': {
    en: 'Explained by incident {incident}',
    ko: '인시던트 {incident}(으)로 설명됨',
  },
  'reason.waited-too-long': {
    en: 'Still not done after the time it should take; a person is needed',
    ko: '예상 시간이 지나도 끝나지 않음. 담당자 확인 필요',
  },
  'reason.nobody-came': {
    en: 'Nobody repaired it within a day; no longer watched',
    ko: '하루 동안 복구되지 않아 더 이상 지켜보지 않음',
  },
  'reason.no-answer': {
    en: 'Could not check live state: {call} gave no usable answer ({failure}: {said})',
    ko: '실제 상태를 확인할 수 없음: {call} 응답 없음({failure}: {said})',
  },
  'reason.blind': {
    en: 'Live state could not be checked {looks:number} times ({call}); handed over',
    ko: '실제 상태를 {looks:number}번 확인하지 못해({call}) 담당자에게 넘김',
  },
  'reason.read-refused': {
    en: 'Live state may not be read: {call}: {said}',
    ko: '실제 상태를 읽을 권한이 없음: {call}: {said}',
  },
  'reason.read-api-disabled': {
    en: 'Live state cannot be read because {service} is off: {call}',
    ko: '{service}이(가) 꺼져 있어 실제 상태를 읽을 수 없음: {call}',
  },
  'reason.denied': {
    en: 'The repair was refused: {call}: {said}',
    ko: '복구가 거부됨: {call}: {said}',
  },
  'reason.effect-refused': {
    en: 'The repair was not accepted ({failure}): {call}: {said}',
    ko: '복구 요청이 받아들여지지 않음({failure}): {call}: {said}',
  },
  'reason.effect-unsure': {
    en: 'The repair got no clear answer ({failure}): {call}: {said}; checking before trying again',
    ko: '복구 요청의 응답이 분명하지 않음({failure}): {call}: {said}. 다시 시도하기 전에 확인함',
  },
  'reason.busy': {
    en: 'Another change is already in progress ({what}); nothing was changed, trying again',
    ko: '다른 변경이 이미 진행 중이므로({what}) 아무것도 변경하지 않음. 다시 시도함',
  },
  'reason.busy-too-long': {
    en: 'Another change was still in progress after {times:number} tries ({what}); nothing was changed, a person is needed',
    ko: '{times:number}번 시도했지만 다른 변경이 계속 진행 중임({what}). 아무것도 변경하지 않음. 담당자 확인 필요',
  },
  'reason.not-taken': {
    en: 'Attempt {attempt:number} did not last; checking live state again',
    ko: '{attempt:number}번째 시도가 유지되지 않아 실제 상태를 다시 확인함',
  },
  'reason.not-yet': {
    en: 'Not healthy yet after {looks:number} {looks:plural:check|checks}',
    ko: '{looks:number}번 확인했지만 아직 정상이 아님',
  },
  'reason.rechecks-spent': {
    en: 'Not healthy after all {looks:number} checks; handed over',
    ko: '{looks:number}번 확인해도 정상이 아니므로 담당자에게 넘김',
  },
  'reason.attempts-spent': {
    en: 'All {attempts:number} attempts are used up; handed over',
    ko: '{attempts:number}번의 시도를 모두 사용해 담당자에게 넘김',
  },
  'reason.mode-observe': {
    en: 'Mode is observe: nothing is changed (plan {plan})',
    ko: '관찰 모드이므로 아무것도 변경하지 않음(계획 {plan})',
  },
  'reason.mode-approve': {
    en: 'Waiting for approval of plan {plan}',
    ko: '계획 {plan}의 승인을 기다림',
  },
  'reason.risk-high': {
    en: 'Risky: waiting for approval of plan {plan}',
    ko: '위험한 작업이므로 계획 {plan}의 승인을 기다림',
  },
  'reason.project-not-allowed': {
    en: 'The plan names a project outside the allow-list',
    ko: '계획에 허용 목록에 없는 프로젝트가 있음',
  },
  'reason.project-not-listed': {
    en: '{project} is not in the allow-list; recorded, never touched',
    ko: '{project}은(는) 허용 목록에 없으므로 기록만 하고 변경하지 않음',
  },
  'reason.project-mismatch': {
    en: 'The entry claims project {label} but was written to {log}; recorded, never touched',
    ko: '항목은 프로젝트 {label}을(를) 주장하지만 {log}에 기록됨. 기록만 하고 변경하지 않음',
  },
  'reason.dry-run': {
    en: 'Dry run: everything was checked, nothing was changed',
    ko: '모의 실행: 모두 확인했으며 아무것도 변경하지 않음',
  },
  'reason.internal': {
    en: 'The responder itself failed: {said}. Nothing more is tried',
    ko: '대응기 자체 오류: {said}. 더 이상 시도하지 않음',
  },
  'reason.found': {en: 'Found while {runbook} was diagnosed', ko: '{runbook} 진단 중 발견'},
  'reason.released': {
    en: 'Not explained by the {runbook} that it was taken for; diagnosed by itself',
    ko: '원인으로 보였던 {runbook}(으)로 설명되지 않아 따로 진단함',
  },
  'reason.flapping': {
    en: 'Repaired {repairs:number} {repairs:plural:time|times} lately and broken again: no further automatic repair; find out who undoes it',
    ko: '최근 {repairs:number}번 복구했지만 다시 고장남. 자동 복구를 멈추니 누가 되돌리는지 확인 필요',
  },
  'reason.polled': {
    en: 'Seen in live state since {since:time}; no log entry said so',
    ko: '{since:time}부터 실제 상태에서 확인됨. 알려 준 로그 항목은 없음',
  },
  'reason.action-disabled': {
    en: 'The configuration does not allow the action {action}: nothing is changed',
    ko: '설정에서 허용하지 않은 작업({action})이므로 아무것도 변경하지 않음',
  },
  'reason.excluded': {
    en: 'Excluded by the configuration: nothing is changed here',
    ko: '설정에서 제외됨: 여기서는 아무것도 변경하지 않음',
  },
  'reason.plan-declined': {
    en: '{by} declined plan {plan}; it is never carried out',
    ko: '{by}이(가) 계획 {plan}을(를) 거절함. 실행하지 않음',
  },
  'reason.paused': {en: 'Paused by {by}: {reason}', ko: '{by}이(가) 일시 중지함: {reason}'},
  'reason.breaker-open': {
    en: 'No {action} in {project} is tried: the last one was refused ({said}). Again after 24 h, or with `mesh-responder breaker reset`',
    ko: '{project}에서 {action}을(를) 시도하지 않음: 마지막 시도가 거부됨({said}). 24시간 뒤 또는 `mesh-responder breaker reset` 후 다시 시도함',
  },
  'reason.breaker-told': {
    en: 'No {action} in {project} is tried: refused for incident {incident} ({said})',
    ko: '{project}에서 {action}을(를) 시도하지 않음: 인시던트 {incident}에서 거부됨({said})',
  },
  'reason.budget': {
    en: '{project} has used up its {limit:number} {limit:plural:change|changes} of this hour; waiting',
    ko: '{project}의 이번 시간 변경 한도 {limit:number}회를 모두 사용해 기다림',
  },
  'reason.approval-expired': {
    en: 'The approval by {by} ran out before it could be used: waiting for approval of plan {plan}',
    ko: '{by}의 승인이 사용되기 전에 만료됨: 계획 {plan}의 승인을 기다림',
  },
  'reason.approval-unproven': {
    en: 'The incident notes an approval by {by}, and no such approval was given: it does not count. Waiting for approval of plan {plan}',
    ko: '인시던트에 {by}의 승인이 기록되어 있으나 그런 승인은 없었으므로 효력이 없음: 계획 {plan}의 승인을 기다림',
  },
  'reason.plan-changed': {
    en: 'The plan changed since {by} approved it: review again, waiting for approval of plan {plan}',
    ko: '{by}이(가) 승인한 뒤 계획이 바뀜: 다시 검토 필요, 계획 {plan}의 승인을 기다림',
  },
  'reason.approved': {
    en: 'Plan {plan} approved by {by}; checking live state again',
    ko: '{by}이(가) 계획 {plan}을(를) 승인함. 실제 상태를 다시 확인함',
  },
  'reason.declined': {
    en: 'Plan {plan} declined by {by}; checking live state again',
    ko: '{by}이(가) 계획 {plan}을(를) 거절함. 실제 상태를 다시 확인함',
  },
  'reason.backlog': {
    en: 'At least {entries:number} old log {entries:plural:entry|entries} of {problems:number} {problems:plural:problem|problems}: {over:number} over, {broken:number} still broken (each told on its own), {unseen:number} that live state does not show',
    ko: '문제 {problems:number}개의 오래된 로그 항목 최소 {entries:number}개: {over:number}개는 끝남, {broken:number}개는 여전히 고장(각각 따로 알림), {unseen:number}개는 실제 상태로 알 수 없음',
  },
  'reason.backlog-more': {
    en: 'More old log entries came, of a problem that was not checked yet',
    ko: '아직 확인하지 않은 문제의 오래된 로그 항목이 더 도착함',
  },
  'reason.backlog-found': {
    en: 'Still broken in live state; old log entries led here (incident {incident})',
    ko: '실제 상태에서 여전히 고장. 오래된 로그 항목이 알려 줌(인시던트 {incident})',
  },
} as const satisfies Texts;
