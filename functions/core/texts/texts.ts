import {defineTexts} from './define-texts.ts';
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
    ko: '{resource} 로그에 인용된 문장이며 원본 보고가 아님',
  },
  'foreign.severity': {
    en: 'severity {severity} is no report of a failure',
    ko: '심각도 {severity}은(는) 장애 보고가 아님',
  },
  'foreign.no-project': {en: 'names no project', ko: '프로젝트를 알 수 없음'},
  'foreign.misnamed': {
    en: 'names a {part} that cannot exist: its name breaks the rules for names',
    ko: '이름 규칙에 어긋나 존재할 수 없는 {part}을(를) 가리킴',
  },
  'proof.no-such-cluster': {
    en: 'The container API knows no cluster {project}/{location}/{cluster}',
    ko: 'Container API에 클러스터 {project}/{location}/{cluster}이(가) 없음',
  },
  'proof.no-cluster-named': {
    en: 'The container API knows no cluster {cluster} in {project}',
    ko: 'Container API에 {project}의 클러스터 {cluster}이(가) 없음',
  },
  'cause.clusters-unseen': {
    en: 'Not all managed clusters of {project} in fleet {fleet} could be looked at, and the others are fine',
    ko: '플릿 {fleet}에 속한 {project}의 관리형 클러스터를 모두 확인하지는 못했으며 나머지는 정상임',
  },
  'cause.no-managed-cluster': {
    en: 'The sign names only {project}, which has no managed cluster in fleet {fleet} to look at',
    ko: '단서에는 {project}만 나오는데, 플릿 {fleet}에 확인할 관리형 클러스터가 없음',
  },
  'proof.no-managed-cluster': {
    en: '{project} has no managed cluster in fleet {fleet}',
    ko: '{project}에는 플릿 {fleet}의 관리형 클러스터가 없음',
  },
  'proof.fleet-unreached': {
    en: 'A location of fleet {fleet} did not answer',
    ko: '플릿 {fleet}의 한 위치에서 응답이 없음',
  },
  'proof.cluster-unseen': {
    en: '{target} could not be looked at: {failure}',
    ko: '{target}을(를) 확인할 수 없음: {failure}',
  },
  'cause.cluster-unregistered': {
    en: 'No single membership of fleet {fleet} stands for {target}, so it was not looked at',
    ko: '플릿 {fleet}에서 {target}에 해당하는 멤버십을 하나로 정할 수 없어 확인하지 못함',
  },
  'proof.cluster-unregistered': {
    en: 'No single membership of fleet {fleet} stands for {target}',
    ko: '플릿 {fleet}에서 {target}에 해당하는 멤버십을 하나로 정할 수 없음',
  },
  'advice.list-memberships': {
    en: 'Run: gcloud container fleet memberships list --project={fleet}',
    ko: '실행: gcloud container fleet memberships list --project={fleet}',
  },
  'advice.resume-rollout': {
    en: 'Ask who paused it, then resume each, for example: kubectl rollout resume deployment/{name} --namespace={namespace}',
    ko: '일시중지한 사람에게 확인한 뒤 하나씩 재개하세요. 예: kubectl rollout resume deployment/{name} --namespace={namespace}',
  },
  'proof.paused': {
    en: '{count:number} {count:plural:Deployment is|Deployments are} paused, so that a restart replaces no pod, and left out: {workloads}. To resume one, run: kubectl rollout resume deployment/{name} --namespace={namespace}',
    ko: '일시중지되어 있어 다시 시작해도 포드가 교체되지 않으므로 제외한 디플로이먼트 {count:number}개: {workloads}. 재개하려면 실행: kubectl rollout resume deployment/{name} --namespace={namespace}',
  },
  'proof.on-delete': {
    en: 'updated by OnDelete, so that only deleting a pod replaces it, left out: {count:number} {count:plural:workload|workloads}: {workloads}',
    ko: '업데이트 전략이 OnDelete여서 포드를 삭제해야만 교체되므로 제외한 워크로드 {count:number}개: {workloads}',
  },
  'cause.pending': {en: 'The change has not taken effect yet', ko: '변경이 아직 적용되지 않음'},
  'cause.number-mismatch': {
    en: '{project} is configured with number {configured}, Resource Manager says {actual}',
    ko: '{project}의 번호가 {configured}(으)로 설정되어 있으나 Resource Manager는 {actual}(이)라고 함',
  },
  'advice.number-mismatch': {
    en: 'Correct the number of {project} in the configuration',
    ko: '설정에서 {project}의 번호를 바로잡으세요',
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
    ko: '여전히 고장: {target}의 {runbook}',
  },
  'proof.backlog-unseen': {
    en: 'Not to be seen in live state, only in {count:number} old log {count:plural:entry|entries}: {runbook} at {target}',
    ko: '실제 상태로는 알 수 없고 오래된 로그 항목 {count:number}개에만 있음: {target}의 {runbook}',
  },
  'cause.api-state-unknown': {
    en: '{service} in {project} is in a state that is not documented',
    ko: '{project}에서 {service}이(가) 문서화되지 않은 상태임',
  },
  'advice.enable-api': {
    en: 'Run: gcloud services enable {service} --project={project}',
    ko: '실행: gcloud services enable {service} --project={project}',
  },
  'proof.service-state': {
    en: '{service} in {project}: {state}',
    ko: '{project}의 {service}: {state}',
  },
  'foreign.policy-change': {
    en: 'the consumer policy was changed, which does not say what it turned off; the poll looks at what is needed',
    ko: '소비자 정책이 변경되었으나 무엇이 꺼졌는지는 알 수 없음. 필요한 API는 폴링으로 확인함',
  },
  'foreign.switch-failed': {
    en: 'the call that was to turn an API off did not succeed',
    ko: 'API를 끄는 호출이 성공하지 않음',
  },
  'foreign.switch-begun': {
    en: 'the call that turns an API off has only begun; its last entry counts',
    ko: 'API를 끄는 호출이 시작되었을 뿐이며 마지막 항목만 인정됨',
  },
  ...reasonTexts,
  ...messageTexts,
});
