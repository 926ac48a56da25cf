import {defineTexts} from './define-texts.ts';
import {interactionTexts} from './interaction-texts.ts';
import {messageTexts} from './message-texts.ts';
import {reasonTexts} from './reason-texts.ts';

/** What core and the engine say, and what several runbooks say. */
export const {texts, phrase} = defineTexts({
  'unread.api-off-in': {
    en: 'Live state cannot be read: {service} is off in {project} ({call})',
    ko: '실제 상태를 읽을 수 없음: {project}에서 {service} 사용 중지됨({call})',
  },
  'unread.api-off-elsewhere': {
    en: 'Live state cannot be read: {service} is off in {project}, the project that mesh-responder’s own calls count against ({call})',
    ko: '실제 상태를 읽을 수 없음: mesh-responder의 호출이 집계되는 프로젝트 {project}에서 {service} 사용 중지됨({call})',
  },
  'proof.no-answer': {en: '{call}: {failure}: {said}', ko: '{call}: {failure}: {said}'},
  'join.open': {
    en: 'joined the open incident ({state})',
    ko: '열린 인시던트에 포함됨({state})',
  },
  'join.late': {
    en: 'older than the end of the incident ({state}); only counted',
    ko: '인시던트 종료 이전의 항목이므로 집계만 함({state})',
  },
  'join.adopted': {
    en: 'a symptom of the open {runbook}',
    ko: '열린 {runbook}의 증상',
  },
  'junk.not-an-object': {en: 'not a JSON object', ko: 'JSON 객체가 아님'},
  'skip.unrelated': {en: 'no runbook knows this', ko: '해당하는 런북이 없음'},
  'skip.filter': {
    en: 'outside the sink’s filter of {runbook}: its project label, location or cluster is not configured',
    ko: '{runbook} 싱크의 필터에 해당하지 않음: 프로젝트 라벨, 위치 또는 클러스터가 설정되지 않음',
  },
  'foreign.quoted': {
    en: 'quoted in a log of {resource}, not reported by its source',
    ko: '{resource} 로그에 인용된 내용이며 원본 보고가 아님',
  },
  'foreign.severity': {
    en: 'severity {severity} does not report a failure',
    ko: '심각도 {severity:은/는} 장애 보고가 아님',
  },
  'foreign.private-failed': {
    en: 'the private runbook {runbook} failed on it: {said}',
    ko: '비공개 런북 {runbook}에서 오류가 발생함: {said}',
  },
  'foreign.no-project': {en: 'names no project', ko: '프로젝트를 알 수 없음'},
  'foreign.misnamed': {
    en: 'names a {part} that cannot exist, because its name breaks the naming rules',
    ko: '이름 규칙에 어긋나 존재할 수 없는 이름이 있음({part})',
  },
  'proof.no-such-cluster': {
    en: 'The container API has no cluster {project}/{location}/{cluster}',
    ko: 'Container API에 {project}/{location}/{cluster} 클러스터가 없음',
  },
  'proof.no-cluster-named': {
    en: 'The container API has no cluster {cluster} in {project}',
    ko: 'Container API에 {project}의 {cluster} 클러스터가 없음',
  },
  'cause.clusters-unseen': {
    en: 'not all managed clusters could be checked',
    ko: '일부 관리형 클러스터를 확인하지 못함',
  },
  'cause.no-managed-cluster': {
    en: 'fleet {fleet} has no managed cluster here',
    ko: '플릿 {fleet}에 해당하는 관리형 클러스터가 없음',
  },
  'proof.no-managed-cluster': {
    en: '{project} has no managed cluster in fleet {fleet}',
    ko: '{project}에 플릿 {fleet}의 관리형 클러스터가 없음',
  },
  'proof.fleet-unreached': {
    en: 'A location of fleet {fleet} did not answer',
    ko: '플릿 {fleet}의 위치 중 하나에서 응답이 없음',
  },
  'proof.cluster-unseen': {
    en: '{target} could not be checked: {failure}',
    ko: '{target:을/를} 확인하지 못함: {failure}',
  },
  'cause.cluster-unregistered': {
    en: 'no single membership for it in fleet {fleet}',
    ko: '플릿 {fleet}에서 멤버십을 하나로 확인할 수 없음',
  },
  'proof.cluster-unregistered': {
    en: 'Fleet {fleet} has no single membership for {target}, so it was not checked',
    ko: '플릿 {fleet}에서 {target}의 멤버십을 하나로 확인할 수 없어 조사하지 않음',
  },
  'advice.list-memberships': {
    en: 'Check how the cluster is registered with the fleet:',
    ko: '클러스터가 플릿에 어떻게 등록되어 있는지 다음 명령어로 확인하세요.',
    run: 'gcloud container fleet memberships list --project={fleet}',
  },
  'advice.resume-rollout': {
    en: 'Ask who paused the rollout of {name}, then resume it:',
    ko: '{name}의 롤아웃을 일시중지한 사람에게 확인한 후 다음 명령어로 재개하세요.',
    run: 'kubectl rollout resume deployment/{name} --namespace={namespace}',
  },
  'risk.resume-rollout': {
    en: 'Resuming rolls out every change that was made while the rollout was paused.',
    ko: '재개하면 일시중지된 동안의 모든 변경사항이 출시됩니다.',
  },
  'proof.paused': {
    en: '{count:number} {count:plural:Deployment is|Deployments are} paused and left out, because a restart would replace no pod: {workloads}. Resume a rollout:',
    ko: '일시중지되어 재시작해도 포드가 교체되지 않으므로 제외한 디플로이먼트 {count:number}개: {workloads}. 롤아웃을 재개하는 명령어:',
    run: 'kubectl rollout resume deployment/{name} --namespace={namespace}',
  },
  'proof.on-delete': {
    en: '{count:number} {count:plural:workload|workloads} left out, because the update strategy OnDelete replaces a pod only after it is deleted: {workloads}',
    ko: '업데이트 전략이 OnDelete여서 포드를 삭제해야만 교체되므로 제외한 워크로드 {count:number}개: {workloads}',
  },
  'cause.pending': {en: 'the change has not taken effect yet', ko: '변경이 아직 적용되지 않음'},
  'cause.number-mismatch': {
    en: 'configured project number {configured} should be {actual}',
    ko: '구성의 프로젝트 번호 {configured:이/가} 실제 번호 {actual:과/와} 다름',
  },
  'advice.number-mismatch': {
    en: 'Correct the number of {project} in the configuration of mesh-responder.',
    ko: 'mesh-responder 구성에서 {project}의 프로젝트 번호를 수정하세요.',
  },
  'junk.no-object': {en: 'the body is no JSON object', ko: '본문이 JSON 객체가 아님'},
  'junk.empty': {en: 'the body or its message is empty', ko: '본문 또는 메시지가 비어 있음'},
  'junk.no-message': {en: 'the envelope holds no message', ko: '봉투에 메시지가 없음'},
  'junk.not-base64': {en: "the message's data is not base64", ko: '메시지 데이터가 base64가 아님'},
  'junk.too-large': {
    en: "the message's data is larger than any log entry",
    ko: '메시지 데이터가 로그 항목보다 큼',
  },
  'junk.not-json': {en: "the message's data is not JSON", ko: '메시지 데이터가 JSON이 아님'},
  'junk.no-work': {
    en: "neither an incident's id nor the order to sweep",
    ko: '인시던트 ID도 스윕 명령도 아님',
  },
  'skip.pulse': {
    en: 'a heartbeat of mesh-responder: the path from this log works',
    ko: 'mesh-responder의 하트비트: 이 로그의 전달 경로가 정상임',
  },
  'skip.pulse-off': {
    en: 'a heartbeat, and none is configured',
    ko: '하트비트이지만 설정되어 있지 않음',
  },
  'undone.terraform': {
    en: '{principal} undid the repair at {at:time}, likely with Terraform ({agent}).',
    ko: '{principal} 계정이 {at:time}에 복구를 되돌렸습니다. Terraform일 가능성이 높습니다({agent}).',
  },
  'undone.config-connector': {
    en: '{principal} undid the repair at {at:time}, likely with Config Connector ({agent}).',
    ko: '{principal} 계정이 {at:time}에 복구를 되돌렸습니다. Config Connector일 가능성이 높습니다({agent}).',
  },
  'undone.gcloud': {
    en: '{principal} undid the repair at {at:time}, likely with gcloud, by hand or in a script ({agent}).',
    ko: '{principal} 계정이 {at:time}에 복구를 되돌렸습니다. 직접 또는 스크립트로 실행한 gcloud일 가능성이 높습니다({agent}).',
  },
  'undone.console': {
    en: '{principal} undid the repair at {at:time}, possibly in the console ({agent}).',
    ko: '{principal} 계정이 {at:time}에 복구를 되돌렸습니다. 콘솔을 사용했을 수 있습니다({agent}).',
  },
  'undone.unknown': {
    en: '{principal} undid the repair at {at:time}, with an unknown tool ({agent}).',
    ko: '{principal} 계정이 {at:time}에 복구를 되돌렸습니다. 사용한 도구는 알 수 없습니다({agent}).',
  },
  'undone.untold': {
    en: 'The audit log does not show who undid the repair ({why}).',
    ko: '감사 로그에서 누가 복구를 되돌렸는지 확인할 수 없습니다({why}).',
  },
  'limit.counted': {
    en: 'counted in memory: its problem was stored less than a minute before',
    ko: '메모리에서만 집계: 같은 문제가 1분 이내에 저장됨',
  },
  'skip.duplicate': {en: 'delivered before', ko: '이미 전달된 항목'},
  'skip.other': {
    en: 'further reasons and projects, counted together',
    ko: '그 밖의 사유와 프로젝트를 합산함',
  },
  'answer.nothing-waits': {
    en: 'no plan of it waits for an answer (it is {state})',
    ko: '응답을 기다리는 계획이 없음(상태: {state})',
  },
  'answer.is-over': {
    en: 'it is over ({state}), so there is nothing to acknowledge',
    ko: '이미 종료되어(상태: {state}) 확인할 필요가 없음',
  },
  'answer.undo-off': {
    en: 'the configuration does not let repairs be taken back ("undo")',
    ko: '구성에서 복구 되돌리기("undo")를 사용 설정하지 않음',
  },
  'answer.nothing-repaired': {
    en: 'it is {state}, and only a repair that mesh-responder has made and verified can be taken back',
    ko: '상태가 {state}임. mesh-responder가 실행하고 확인한 복구만 되돌릴 수 있음',
  },
  'answer.undo-declined': {
    en: 'somebody declined to take this repair back',
    ko: '이 복구를 되돌리는 것을 다른 사람이 거절함',
  },
  'answer.no-inverse': {
    en: 'none of its changes can be taken back by mesh-responder',
    ko: 'mesh-responder가 되돌릴 수 있는 변경이 없음',
  },
  'answer.undo-too-late': {
    en: 'it was repaired more than 7 days ago; too much may rest on it by now',
    ko: '복구한 지 7일이 지나 다른 작업이 의존하고 있을 수 있음',
  },
  'answer.undo-newer': {
    en: 'incident {incident} is newer and about the same problem; the repair is that one',
    ko: '같은 문제의 더 최근 인시던트 {incident:이/가} 있음',
  },
  'cause.undo': {
    en: '{by} wants a repair taken back',
    ko: '{by} 계정이 복구 되돌리기를 요청함',
  },
  'answer.other-plan': {
    en: 'its plan is now {plan}; review that one',
    ko: '현재 계획은 {plan}이므로 그 계획을 검토하세요',
  },
  'join.stale': {
    en: 'received more than an hour ago: live state is checked, the entry alone is no reason to act',
    ko: '1시간 이상 전에 수신됨: 실제 상태를 확인하며, 이 로그만으로는 조치하지 않음',
  },
  'proof.backlog-broken': {
    en: 'Still broken: {runbook} at {target}',
    ko: '아직 해결되지 않음: {target}의 {runbook}',
  },
  'proof.backlog-unseen': {
    en: 'Not visible in live state, only in {count:number} old log {count:plural:entry|entries}: {runbook} at {target}',
    ko: '실제 상태로는 확인되지 않고 오래된 로그 {count:number}건에만 있음: {target}의 {runbook}',
  },
  'cause.api-state-unknown': {
    en: 'state of {service} is unknown',
    ko: '{service}의 상태를 알 수 없음',
  },
  'advice.enable-api': {
    en: 'Turn the API on:',
    ko: '다음 명령어로 API를 사용 설정하세요.',
    run: 'gcloud services enable {service} --project={project}',
  },
  'proof.service-state': {
    en: '{service} in {project}: {state}',
    ko: '{project}의 {service}: {state}',
  },
  'foreign.policy-change': {
    en: 'the consumer policy changed, and the entry does not say which APIs went off; the poll checks the required APIs',
    ko: '소비자 정책이 변경되었으나 어떤 API가 사용 중지되었는지 알 수 없음. 필요한 API는 폴링으로 확인함',
  },
  'foreign.switch-failed': {
    en: 'the call to turn an API off failed',
    ko: 'API를 사용 중지하는 호출이 실패함',
  },
  'foreign.switch-begun': {
    en: 'the call to turn an API off has only started; its last entry counts',
    ko: 'API를 사용 중지하는 호출이 시작되었을 뿐이며 마지막 항목만 인정됨',
  },
  ...reasonTexts,
  ...interactionTexts,
  ...messageTexts,
});
