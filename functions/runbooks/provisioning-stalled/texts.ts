import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('provisioning-stalled', {
  'headline.provisioning-stalled': {
    en: 'The managed mesh of {target} is not ready',
    ko: '{target}의 관리형 메시가 준비되지 않음',
  },
  'headline.provisioning-stalled.over': {
    en: 'The managed mesh of {target} is ready',
    ko: '{target}의 관리형 메시가 준비됨',
  },
  'cause.mesh-not-enabled': {
    en: 'Fleet {fleet} has no mesh feature, so nothing provisions this control plane',
    ko: '플릿 {fleet}에 메시 기능이 없어 이 제어 영역을 프로비저닝할 주체가 없음',
  },
  'advice.mesh-not-enabled': {
    en: 'Run: gcloud container fleet mesh enable --project={fleet}',
    ko: '실행: gcloud container fleet mesh enable --project={fleet}',
  },
  'cause.membership-unknown': {
    en: 'No single membership of fleet {fleet} matches {target}',
    ko: '플릿 {fleet}에서 {target}에 맞는 멤버십을 하나로 정할 수 없음',
  },
  'advice.describe-mesh': {
    en: 'Run: gcloud container fleet mesh describe --project={fleet}; if the state lasts, contact Support',
    ko: '실행: gcloud container fleet mesh describe --project={fleet}. 상태가 계속되면 지원팀에 문의하세요',
  },
  'proof.membership': {
    en: '{membership} ({location}): control plane {control}, data plane {data}',
    ko: '{membership}({location}): 제어 영역 {control}, 데이터 영역 {data}',
  },
  'foreign.other-kind': {
    en: 'an object of {api}, not of the mesh',
    ko: '메시가 아니라 {api}의 객체',
  },
  'foreign.other-event': {
    en: 'an event of a ControlPlaneRevision that is no stall: {reason}',
    ko: '중단이 아닌 ControlPlaneRevision 이벤트: {reason}',
  },
  'proof.mesh-not-enabled': {
    en: 'Fleet {fleet} has no mesh feature',
    ko: '플릿 {fleet}에 메시 기능이 없음',
  },
  'proof.membership-unknown': {
    en: 'No single membership of fleet {fleet} matches {target}',
    ko: '플릿 {fleet}에서 {target}에 맞는 멤버십을 하나로 정할 수 없음',
  },
  'cause.other-stall': {
    en: 'The ControlPlaneRevision {revision} of {membership} is stalled ({reason}): {message}',
    ko: '{membership}의 ControlPlaneRevision {revision}이(가) 중단됨({reason}): {message}',
  },
  'advice.other-fleet': {
    en: 'Register the cluster to a fleet that it may belong to; the service agent has its role in {project} already',
    ko: '클러스터를 알맞은 플릿에 등록하세요. {project}에는 이미 서비스 에이전트의 역할이 있습니다',
  },
  'cause.fleet-error': {
    en: '{membership}: the fleet reports an error: {said}',
    ko: '{membership}: 플릿이 오류를 보고함: {said}',
  },
  'advice.fleet-error': {
    en: 'The responder found no cause that it knows: the service agent has its role, and the APIs are on. Run: gcloud container fleet mesh describe --project={fleet}; if the error lasts, contact Support',
    ko: '대응기가 아는 원인은 없습니다. 서비스 에이전트에 역할이 있고 API도 사용 설정되어 있습니다. 실행: gcloud container fleet mesh describe --project={fleet}. 오류가 계속되면 지원팀에 문의하세요',
  },
  'proof.fleet-verdict': {
    en: 'the fleet’s own state of {membership} is {code}: {said}',
    ko: '{membership}에 대한 플릿의 상태는 {code}: {said}',
  },
  'cause.cluster-ails': {
    en: 'The cluster {cluster} itself is {status}, so nothing can be provisioned in it',
    ko: '클러스터 {cluster} 자체가 {status} 상태여서 아무것도 프로비저닝할 수 없음',
  },
  'advice.cluster-ails': {
    en: 'Run: gcloud container clusters describe {cluster} --location={location} --project={project}, and repair what its conditions name',
    ko: '실행: gcloud container clusters describe {cluster} --location={location} --project={project}. 조건에 나온 문제를 해결하세요',
  },
  'cause.unnoticed': {
    en: 'What {membership} complains of is right again; the fleet has not noticed yet',
    ko: '{membership}에서 알린 문제는 이미 해결되었으나 플릿이 아직 반영하지 않음',
  },
  'proof.inside-unseen': {
    en: 'could not see inside {membership}: {call}: {failure}: {said}',
    ko: '{membership} 내부를 확인할 수 없음: {call}: {failure}: {said}',
  },
  'proof.unlisted': {
    en: 'could not see inside {membership}: the fleet lists no single membership for {target}',
    ko: '{membership} 내부를 확인할 수 없음: 플릿 목록에서 {target}의 멤버십을 하나로 정할 수 없음',
  },
  'proof.cluster': {
    en: 'cluster {cluster}: {status}, Kubernetes {version}',
    ko: '클러스터 {cluster}: {status}, Kubernetes {version}',
  },
  'proof.no-revision': {
    en: '{membership} has no ControlPlaneRevision in istio-system',
    ko: '{membership}의 istio-system에 ControlPlaneRevision이 없음',
  },
  'proof.revision': {
    en: 'ControlPlaneRevision {revision} (channel {channel}): Reconciled is {reconciled}',
    ko: 'ControlPlaneRevision {revision}(채널 {channel}): Reconciled 값 {reconciled}',
  },
  'proof.stalled-revision': {
    en: 'ControlPlaneRevision {revision} is stalled: {reason}: {message}',
    ko: 'ControlPlaneRevision {revision} 중단됨: {reason}: {message}',
  },
  'stalled.not-gke': {
    en: '{membership} is not seen as a GKE cluster; only those are supported',
    ko: '{membership}이(가) GKE 클러스터로 인식되지 않음. GKE 멤버십만 지원됨',
  },
  'advice.stalled.not-gke': {
    en: 'Run: gcloud container fleet memberships register {membership} --project={fleet} --location={registered} --gke-uri=https://container.googleapis.com/v1/projects/{project}/locations/{location}/clusters/{cluster} --enable-workload-identity',
    ko: '실행: gcloud container fleet memberships register {membership} --project={fleet} --location={registered} --gke-uri=https://container.googleapis.com/v1/projects/{project}/locations/{location}/clusters/{cluster} --enable-workload-identity',
  },
  'detail.not-gke': {en: 'It names the cluster {named}', ko: '메시지의 클러스터: {named}'},
  'stalled.revision-name': {
    en: 'The ControlPlaneRevision of {membership} has an unsupported name',
    ko: '{membership}의 ControlPlaneRevision 이름이 지원되지 않음',
  },
  'advice.stalled.revision-name': {
    en: 'Run: kubectl get controlplanerevisions -n istio-system; keep only asm-managed, asm-managed-rapid or asm-managed-stable, and for any other: kubectl delete controlplanerevision {name} -n istio-system',
    ko: '실행: kubectl get controlplanerevisions -n istio-system. asm-managed, asm-managed-rapid, asm-managed-stable만 남기고 나머지는 삭제하세요: kubectl delete controlplanerevision {name} -n istio-system',
  },
  'detail.revision-name': {en: 'It names {name}', ko: '메시지의 이름: {name}'},
  'stalled.revision-namespace': {
    en: 'The ControlPlaneRevision of {membership} is in the wrong namespace',
    ko: '{membership}의 ControlPlaneRevision 네임스페이스가 잘못됨',
  },
  'advice.stalled.revision-namespace': {
    en: 'Run: kubectl get controlplanerevisions --all-namespaces; create it in istio-system, then: kubectl delete controlplanerevision {name} -n {namespace}',
    ko: '실행: kubectl get controlplanerevisions --all-namespaces. istio-system에 만든 뒤 삭제하세요: kubectl delete controlplanerevision {name} -n {namespace}',
  },
  'detail.revision-namespace': {
    en: 'It names the namespace {namespace}',
    ko: '메시지의 네임스페이스: {namespace}',
  },
  'stalled.channel': {
    en: 'The channel and the name of the ControlPlaneRevision of {membership} do not belong together',
    ko: '{membership}의 ControlPlaneRevision 이름과 채널이 맞지 않음',
  },
  'advice.stalled.channel': {
    en: 'asm-managed takes regular, asm-managed-rapid rapid, asm-managed-stable stable. Run: kubectl patch controlplanerevision {name} -n istio-system --type=merge -p \'{"spec":{"channel":"{channel}"}}\'',
    ko: 'asm-managed는 regular, asm-managed-rapid는 rapid, asm-managed-stable은 stable을 사용합니다. 실행: kubectl patch controlplanerevision {name} -n istio-system --type=merge -p \'{"spec":{"channel":"{channel}"}}\'',
  },
  'detail.channel': {
    en: 'It names channel {channel} for {name} and expects {expected}',
    ko: '메시지의 채널: {name}에 {channel}, 예상 값은 {expected}',
  },
  'stalled.channel-missing': {
    en: 'The ControlPlaneRevision of {membership} has no channel',
    ko: '{membership}의 ControlPlaneRevision에 채널이 없음',
  },
  'advice.stalled.channel-missing': {
    en: 'The channel is regular, rapid or stable, as the name says. Run: kubectl patch controlplanerevision {name} -n istio-system --type=merge -p \'{"spec":{"channel":"{channel}"}}\'',
    ko: '채널은 이름에 맞게 regular, rapid, stable 중 하나입니다. 실행: kubectl patch controlplanerevision {name} -n istio-system --type=merge -p \'{"spec":{"channel":"{channel}"}}\'',
  },
  'stalled.revision-type': {
    en: 'The ControlPlaneRevision of {membership} has an unsupported type',
    ko: '{membership}의 ControlPlaneRevision 유형이 지원되지 않음',
  },
  'advice.stalled.revision-type': {
    en: 'Run: kubectl patch controlplanerevision {name} -n istio-system --type=merge -p \'{"spec":{"type":"managed_service"}}\'',
    ko: '실행: kubectl patch controlplanerevision {name} -n istio-system --type=merge -p \'{"spec":{"type":"managed_service"}}\'',
  },
  'detail.revision-type': {en: 'It names the type {type}', ko: '메시지의 유형: {type}'},
  'stalled.kubernetes-version': {
    en: 'The Kubernetes version of {membership} is too old for managed mesh',
    ko: '{membership}의 Kubernetes 버전이 관리형 메시에 비해 낮음',
  },
  'advice.stalled.kubernetes-version': {
    en: 'Run: gcloud container clusters upgrade {cluster} --master --location={location} --project={project}',
    ko: '실행: gcloud container clusters upgrade {cluster} --master --location={location} --project={project}',
  },
  'detail.kubernetes-version': {
    en: 'It names the version {version}',
    ko: '메시지의 버전: {version}',
  },
  'stalled.workload-identity': {
    en: 'Workload Identity is off on the cluster of {membership}',
    ko: '{membership}의 클러스터에서 워크로드 아이덴티티가 꺼져 있음',
  },
  'advice.stalled.workload-identity': {
    en: 'Run: gcloud container clusters update {cluster} --location={location} --project={project} --workload-pool={project}.svc.id.goog, then for every node pool (this recreates its nodes): gcloud container node-pools update POOL --cluster={cluster} --location={location} --project={project} --workload-metadata=GKE_METADATA',
    ko: '실행: gcloud container clusters update {cluster} --location={location} --project={project} --workload-pool={project}.svc.id.goog. 이후 모든 노드 풀에서 실행(노드가 다시 생성됨): gcloud container node-pools update POOL --cluster={cluster} --location={location} --project={project} --workload-metadata=GKE_METADATA',
  },
  'stalled.workload-pool': {
    en: 'The workload pool of {membership} is not the project’s own',
    ko: '{membership}의 워크로드 풀이 프로젝트의 것이 아님',
  },
  'advice.stalled.workload-pool': {
    en: 'The pool must be the project’s own. Run: gcloud container clusters update {cluster} --location={location} --project={project} --workload-pool={project}.svc.id.goog',
    ko: '풀은 프로젝트의 것이어야 합니다. 실행: gcloud container clusters update {cluster} --location={location} --project={project} --workload-pool={project}.svc.id.goog',
  },
  'detail.workload-pool': {en: 'It names the pool {pool}', ko: '메시지의 풀: {pool}'},
  'stalled.fleet-project': {
    en: 'The cluster of {membership} and its fleet are in different projects, which this version does not support',
    ko: '{membership}의 클러스터와 플릿이 서로 다른 프로젝트에 있으며 이 버전은 이를 지원하지 않음',
  },
  'advice.stalled.fleet-project': {
    en: 'Register the cluster to a fleet that it may belong to, or run: gcloud projects add-iam-policy-binding {project} --member={agent} --role=roles/anthosservicemesh.serviceAgent --condition=None',
    ko: '클러스터를 알맞은 플릿에 등록하거나 실행하세요: gcloud projects add-iam-policy-binding {project} --member={agent} --role=roles/anthosservicemesh.serviceAgent --condition=None',
  },
  'stalled.cluster-resources': {
    en: 'Google could not update resources inside the cluster of {membership}',
    ko: 'Google이 {membership}의 클러스터 내 리소스를 업데이트하지 못함',
  },
  'advice.stalled.cluster-resources': {
    en: 'Look for what refuses changes of CRDs and webhooks. Run: kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations and kubectl get events -n istio-system; if it lasts, contact Support',
    ko: 'CRD와 웹훅의 변경을 거부하는 정책을 찾으세요. 실행: kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations 및 kubectl get events -n istio-system. 계속되면 지원팀에 문의하세요',
  },
  'stalled.mutating-webhook': {
    en: 'A mutating webhook in the cluster of {membership} points elsewhere; Google does not overwrite it',
    ko: '{membership}의 클러스터에 있는 변형 웹훅이 다른 곳을 가리키며 Google은 이를 덮어쓰지 않음',
  },
  'advice.stalled.mutating-webhook': {
    en: 'Set clientConfig.url to the URL that is expected, or delete the configuration. Run: kubectl edit mutatingwebhookconfiguration {name}',
    ko: 'clientConfig.url을 예상 URL로 바꾸거나 구성을 삭제하세요. 실행: kubectl edit mutatingwebhookconfiguration {name}',
  },
  'detail.mutating-webhook': {
    en: 'It names {name}: the URL is {url}, {expected} is expected',
    ko: '메시지의 구성: {name}, URL {url}, 예상 URL {expected}',
  },
  'stalled.validating-webhook': {
    en: 'A validating webhook in the cluster of {membership} points elsewhere; Google does not overwrite it',
    ko: '{membership}의 클러스터에 있는 검증 웹훅이 다른 곳을 가리키며 Google은 이를 덮어쓰지 않음',
  },
  'advice.stalled.validating-webhook': {
    en: 'Set clientConfig.url to the URL that is expected, or delete the configuration. Run: kubectl edit validatingwebhookconfiguration {name}',
    ko: 'clientConfig.url을 예상 URL로 바꾸거나 구성을 삭제하세요. 실행: kubectl edit validatingwebhookconfiguration {name}',
  },
  'detail.validating-webhook': {
    en: 'It names {name}: the URL is {url}, {expected} is expected',
    ko: '메시지의 구성: {name}, URL {url}, 예상 URL {expected}',
  },
  'plane.control-active': {
    en: '{membership}: the control plane runs ({state}): {said}',
    ko: '{membership}: 제어 영역이 실행 중({state}): {said}',
  },
  'plane.control-provisioning': {
    en: '{membership}: the control plane is being provisioned, as a rule in 10 minutes ({state}): {said}',
    ko: '{membership}: 제어 영역을 프로비저닝하는 중(보통 10분 이내)({state}): {said}',
  },
  'advice.plane.control-provisioning': {
    en: 'Run: gcloud container fleet mesh describe --project={fleet}; if it lasts, contact Support',
    ko: '실행: gcloud container fleet mesh describe --project={fleet}. 계속되면 지원팀에 문의하세요',
  },
  'plane.control-awaited': {
    en: '{membership}: the fleet is to manage the control plane and has not begun, which takes 10 minutes as a rule ({state}): {said}',
    ko: '{membership}: 자동 관리가 설정되었으나 플릿이 제어 영역의 프로비저닝을 시작하지 않음(보통 10분 이내)({state}): {said}',
  },
  'advice.plane.control-awaited': {
    en: 'Run: gcloud container fleet mesh describe --project={fleet}; if it lasts, contact Support',
    ko: '실행: gcloud container fleet mesh describe --project={fleet}. 계속되면 지원팀에 문의하세요',
  },
  'plane.control-components': {
    en: '{membership}: what the control plane needs in the cluster is not ready; the fleet tries again within 15 minutes ({state}): {said}',
    ko: '{membership}: 제어 영역에 필요한 클러스터 구성요소가 준비되지 않음. 플릿이 15분 안에 다시 시도함({state}): {said}',
  },
  'advice.plane.control-components': {
    en: 'Run: kubectl describe deployment mdp-controller -n kube-system; its pods find no node where taints or missing resources keep them out; if it lasts, contact Support',
    ko: '실행: kubectl describe deployment mdp-controller -n kube-system. 테인트나 리소스 부족으로 포드를 배치하지 못하는지 확인하세요. 계속되면 지원팀에 문의하세요',
  },
  'plane.control-precondition': {
    en: '{membership}: a precondition of the control plane is not met; the fleet tries again within 15 minutes ({state}): {said}',
    ko: '{membership}: 제어 영역의 전제 조건이 충족되지 않음. 플릿이 15분 안에 다시 시도함({state}): {said}',
  },
  'advice.plane.control-precondition': {
    en: 'Run: kubectl get controlplanerevisions -n istio-system -o yaml, and end what its Stalled condition names',
    ko: '실행: kubectl get controlplanerevisions -n istio-system -o yaml. Stalled 조건에 나온 문제를 해결하세요',
  },
  'plane.control-internal': {
    en: '{membership}: an internal error of Google blocks the control plane ({state}): {said}',
    ko: '{membership}: Google 내부 오류로 제어 영역이 차단됨({state}): {said}',
  },
  'advice.plane.control-internal': {
    en: 'Run: gcloud container fleet mesh describe --project={fleet}; if it lasts, contact Support',
    ko: '실행: gcloud container fleet mesh describe --project={fleet}. 계속되면 지원팀에 문의하세요',
  },
  'plane.control-stalled': {
    en: '{membership}: provisioning of the control plane has stalled ({state}): {said}',
    ko: '{membership}: 제어 영역의 프로비저닝이 중단됨({state}): {said}',
  },
  'advice.plane.control-stalled': {
    en: 'Run: kubectl get controlplanerevisions -n istio-system -o yaml, and end what its Stalled condition names; if it lasts, contact Support',
    ko: '실행: kubectl get controlplanerevisions -n istio-system -o yaml. Stalled 조건에 나온 문제를 해결하세요. 계속되면 지원팀에 문의하세요',
  },
  'plane.control-attention': {
    en: '{membership}: the control plane needs a person ({state}): {said}',
    ko: '{membership}: 제어 영역에 사람의 조치가 필요함({state}): {said}',
  },
  'advice.plane.control-attention': {
    en: 'Run: gcloud container fleet mesh describe --project={fleet}; if it lasts, contact Support',
    ko: '실행: gcloud container fleet mesh describe --project={fleet}. 계속되면 지원팀에 문의하세요',
  },
  'plane.control-degraded': {
    en: '{membership}: the control plane runs, and not well ({state}): {said}',
    ko: '{membership}: 제어 영역이 실행 중이지만 정상이 아님({state}): {said}',
  },
  'advice.plane.control-degraded': {
    en: 'Run: gcloud container fleet mesh describe --project={fleet}; if it lasts, contact Support',
    ko: '실행: gcloud container fleet mesh describe --project={fleet}. 계속되면 지원팀에 문의하세요',
  },
  'plane.control-disabled': {
    en: '{membership}: no managed control plane is wanted here ({state}): {said}',
    ko: '{membership}: 관리형 제어 영역이 사용 설정되지 않음({state}): {said}',
  },
  'advice.plane.control-disabled': {
    en: 'Where it is wanted and was never set up by hand, run: gcloud container fleet mesh update --management=automatic --memberships={membership} --location={registered} --project={fleet}',
    ko: '필요하고 수동으로 설치한 적이 없다면 실행하세요: gcloud container fleet mesh update --management=automatic --memberships={membership} --location={registered} --project={fleet}',
  },
  'plane.control-leaving': {
    en: '{membership}: the managed control plane is being taken away ({state}): {said}',
    ko: '{membership}: 관리형 제어 영역을 제거하는 중({state}): {said}',
  },
  'advice.plane.control-leaving': {
    en: 'Nothing where that is wanted; else, once it is gone, run: gcloud container fleet mesh update --management=automatic --memberships={membership} --location={registered} --project={fleet}',
    ko: '의도한 제거라면 할 일이 없습니다. 아니라면 제거된 뒤 실행하세요: gcloud container fleet mesh update --management=automatic --memberships={membership} --location={registered} --project={fleet}',
  },
  'plane.control-untold': {
    en: '{membership}: the fleet says nothing of a control plane ({state}): {said}',
    ko: '{membership}: 플릿이 제어 영역의 상태를 알리지 않음({state}): {said}',
  },
  'advice.plane.control-untold': {
    en: 'See whether its mesh is managed at all. Run: gcloud container fleet mesh describe --project={fleet}',
    ko: '메시가 관리형인지 확인하세요. 실행: gcloud container fleet mesh describe --project={fleet}',
  },
  'plane.control-unknown': {
    en: '{membership}: the control plane is in a state that is not documented yet ({state}): {said}',
    ko: '{membership}: 제어 영역이 아직 문서화되지 않은 상태({state}): {said}',
  },
  'advice.plane.control-unknown': {
    en: 'Run: gcloud container fleet mesh describe --project={fleet}; if it lasts, contact Support',
    ko: '실행: gcloud container fleet mesh describe --project={fleet}. 계속되면 지원팀에 문의하세요',
  },
  'plane.data-active': {
    en: '{membership}: the data plane runs ({state}): {said}',
    ko: '{membership}: 데이터 영역이 실행 중({state}): {said}',
  },
  'plane.data-disabled': {
    en: '{membership}: no namespace or revision uses the managed data plane ({state}): {said}',
    ko: '{membership}: 관리형 데이터 영역을 사용하는 네임스페이스나 버전이 없음({state}): {said}',
  },
  'plane.data-leaving': {
    en: '{membership}: the managed data plane is being taken away ({state}): {said}',
    ko: '{membership}: 관리형 데이터 영역을 제거하는 중({state}): {said}',
  },
  'plane.data-untold': {
    en: '{membership}: the fleet says nothing of a data plane ({state}): {said}',
    ko: '{membership}: 플릿이 데이터 영역의 상태를 알리지 않음({state}): {said}',
  },
  'plane.data-provisioning': {
    en: '{membership}: the data plane is being provisioned, as a rule in 10 minutes ({state}): {said}',
    ko: '{membership}: 데이터 영역을 프로비저닝하는 중(보통 10분 이내)({state}): {said}',
  },
  'advice.plane.data-provisioning': {
    en: 'Run: gcloud container fleet mesh describe --project={fleet}; if it lasts, contact Support',
    ko: '실행: gcloud container fleet mesh describe --project={fleet}. 계속되면 지원팀에 문의하세요',
  },
  'plane.data-needs-control': {
    en: '{membership}: the managed data plane needs an active managed control plane ({state}): {said}',
    ko: '{membership}: 관리형 데이터 영역에 활성 관리형 제어 영역이 필요함({state}): {said}',
  },
  'advice.plane.data-needs-control': {
    en: 'Once the control plane is ACTIVE this ends by itself. Run: gcloud container fleet mesh describe --project={fleet}',
    ko: '제어 영역이 ACTIVE가 되면 저절로 해결됩니다. 실행: gcloud container fleet mesh describe --project={fleet}',
  },
  'plane.data-precondition': {
    en: '{membership}: a precondition of the data plane is not met; the fleet tries again within 15 minutes ({state}): {said}',
    ko: '{membership}: 데이터 영역의 전제 조건이 충족되지 않음. 플릿이 15분 안에 다시 시도함({state}): {said}',
  },
  'advice.plane.data-precondition': {
    en: 'Run: gcloud container fleet mesh describe --project={fleet}; if it lasts, contact Support',
    ko: '실행: gcloud container fleet mesh describe --project={fleet}. 계속되면 지원팀에 문의하세요',
  },
  'plane.data-internal': {
    en: '{membership}: an internal error of Google blocks the data plane ({state}): {said}',
    ko: '{membership}: Google 내부 오류로 데이터 영역이 차단됨({state}): {said}',
  },
  'advice.plane.data-internal': {
    en: 'Run: gcloud container fleet mesh describe --project={fleet}; if it lasts, contact Support',
    ko: '실행: gcloud container fleet mesh describe --project={fleet}. 계속되면 지원팀에 문의하세요',
  },
  'plane.data-stalled': {
    en: '{membership}: the data plane has stalled ({state}): {said}',
    ko: '{membership}: 데이터 영역이 중단됨({state}): {said}',
  },
  'advice.plane.data-stalled': {
    en: 'Run: gcloud container fleet mesh describe --project={fleet}; if it lasts, contact Support',
    ko: '실행: gcloud container fleet mesh describe --project={fleet}. 계속되면 지원팀에 문의하세요',
  },
  'plane.data-upgrades': {
    en: '{membership}: the data plane could not upgrade pods, which data-plane-upgrade-failed tells ({state}): {said}',
    ko: '{membership}: 데이터 영역이 포드를 업그레이드하지 못함. data-plane-upgrade-failed에서 알림({state}): {said}',
  },
  'plane.data-attention': {
    en: '{membership}: the data plane needs a person, which data-plane-upgrade-failed tells ({state}): {said}',
    ko: '{membership}: 데이터 영역에 사람의 조치가 필요함. data-plane-upgrade-failed에서 알림({state}): {said}',
  },
  'plane.data-degraded': {
    en: '{membership}: the data plane runs, and not well ({state}): {said}',
    ko: '{membership}: 데이터 영역이 실행 중이지만 정상이 아님({state}): {said}',
  },
  'advice.plane.data-degraded': {
    en: 'Run: gcloud container fleet mesh describe --project={fleet}; if it lasts, contact Support',
    ko: '실행: gcloud container fleet mesh describe --project={fleet}. 계속되면 지원팀에 문의하세요',
  },
  'plane.data-unknown': {
    en: '{membership}: the data plane is in a state that is not documented yet ({state}): {said}',
    ko: '{membership}: 데이터 영역이 아직 문서화되지 않은 상태({state}): {said}',
  },
  'advice.plane.data-unknown': {
    en: 'Run: gcloud container fleet mesh describe --project={fleet}; if it lasts, contact Support',
    ko: '실행: gcloud container fleet mesh describe --project={fleet}. 계속되면 지원팀에 문의하세요',
  },
  'condition.agent': {
    en: '{membership}: the mesh’s service agent lacks its role ({code}, {severity}): {said}',
    ko: '{membership}: 메시 서비스 에이전트에 역할이 없음({code}, {severity}): {said}',
  },
  'advice.condition.agent': {
    en: 'Run: gcloud projects add-iam-policy-binding {project} --member={agent} --role=roles/anthosservicemesh.serviceAgent --condition=None',
    ko: '실행: gcloud projects add-iam-policy-binding {project} --member={agent} --role=roles/anthosservicemesh.serviceAgent --condition=None',
  },
  'condition.agent-across': {
    en: '{membership}: the fleet’s service agent lacks its role in the project of the cluster ({code}, {severity}): {said}',
    ko: '{membership}: 클러스터 프로젝트에서 플릿의 서비스 에이전트에 역할이 없음({code}, {severity}): {said}',
  },
  'advice.condition.agent-across': {
    en: 'Run: gcloud projects add-iam-policy-binding {project} --member={agent} --role=roles/anthosservicemesh.serviceAgent --condition=None',
    ko: '실행: gcloud projects add-iam-policy-binding {project} --member={agent} --role=roles/anthosservicemesh.serviceAgent --condition=None',
  },
  'condition.node-pool-identity': {
    en: '{membership}: node pools lack workload identity federation ({code}, {severity}): {said}',
    ko: '{membership}: 노드 풀에 워크로드 아이덴티티 제휴가 없음({code}, {severity}): {said}',
  },
  'advice.condition.node-pool-identity': {
    en: 'For every node pool (this recreates its nodes) run: gcloud container node-pools update POOL --cluster={cluster} --location={location} --project={project} --workload-metadata=GKE_METADATA',
    ko: '모든 노드 풀에서 실행하세요(노드가 다시 생성됨): gcloud container node-pools update POOL --cluster={cluster} --location={location} --project={project} --workload-metadata=GKE_METADATA',
  },
  'condition.cluster-identity': {
    en: '{membership}: the cluster lacks Workload Identity ({code}, {severity}): {said}',
    ko: '{membership}: 클러스터에 워크로드 아이덴티티가 없음({code}, {severity}): {said}',
  },
  'advice.condition.cluster-identity': {
    en: 'Run: gcloud container clusters update {cluster} --location={location} --project={project} --workload-pool={project}.svc.id.goog',
    ko: '실행: gcloud container clusters update {cluster} --location={location} --project={project} --workload-pool={project}.svc.id.goog',
  },
  'condition.cni-config': {
    en: '{membership}: the CNI configuration is not supported ({code}, {severity}): {said}',
    ko: '{membership}: CNI 구성이 지원되지 않음({code}, {severity}): {said}',
  },
  'advice.condition.cni-config': {
    en: 'Take away CNI=off and a label mesh.cloud.google.com/managed-cni-enabled other than true. Run: kubectl get configmap asm-options -n istio-system -o yaml and kubectl get controlplanerevisions -n istio-system --show-labels',
    ko: 'CNI=off와 true가 아닌 mesh.cloud.google.com/managed-cni-enabled 라벨을 제거하세요. 실행: kubectl get configmap asm-options -n istio-system -o yaml and kubectl get controlplanerevisions -n istio-system --show-labels',
  },
  'condition.cni-installation': {
    en: '{membership}: the mesh’s CNI could not be installed ({code}, {severity}): {said}',
    ko: '{membership}: 메시 CNI를 설치하지 못함({code}, {severity}): {said}',
  },
  'advice.condition.cni-installation': {
    en: 'Look at what its pods complain of. Run: kubectl describe daemonset istio-cni-node -n kube-system',
    ko: '포드의 오류를 확인하세요. 실행: kubectl describe daemonset istio-cni-node -n kube-system',
  },
  'condition.cni-pod': {
    en: '{membership}: a pod of the mesh’s CNI finds no node ({code}, {severity}): {said}',
    ko: '{membership}: 메시 CNI의 포드를 배치할 노드가 없음({code}, {severity}): {said}',
  },
  'advice.condition.cni-pod': {
    en: 'Make room on the nodes, or let the pods bear their taints. Run: kubectl describe daemonset istio-cni-node -n kube-system',
    ko: '노드에 여유 리소스를 확보하거나 테인트를 조정하세요. 실행: kubectl describe daemonset istio-cni-node -n kube-system',
  },
  'condition.cni-off': {
    en: '{membership}: the managed CNI is not enabled ({code}, {severity}): {said}',
    ko: '{membership}: 관리형 CNI가 사용 설정되지 않음({code}, {severity}): {said}',
  },
  'advice.condition.cni-off': {
    en: 'Take away a label mesh.cloud.google.com/managed-cni-enabled other than true. Run: kubectl get controlplanerevisions -n istio-system --show-labels',
    ko: 'true가 아닌 mesh.cloud.google.com/managed-cni-enabled 라벨을 제거하세요. 실행: kubectl get controlplanerevisions -n istio-system --show-labels',
  },
  'condition.sandbox': {
    en: '{membership}: a node pool with GKE Sandbox is not supported ({code}, {severity}): {said}',
    ko: '{membership}: GKE Sandbox 노드 풀이 지원되지 않음({code}, {severity}): {said}',
  },
  'advice.condition.sandbox': {
    en: 'Move the mesh’s workloads to node pools without it. Run: gcloud container node-pools list --cluster={cluster} --location={location} --project={project}',
    ko: '메시 워크로드를 GKE Sandbox가 없는 노드 풀로 옮기세요. 실행: gcloud container node-pools list --cluster={cluster} --location={location} --project={project}',
  },
  'condition.no-nodes': {
    en: '{membership}: the cluster has no nodes ({code}, {severity}): {said}',
    ko: '{membership}: 클러스터에 노드가 없음({code}, {severity}): {said}',
  },
  'advice.condition.no-nodes': {
    en: 'Run: gcloud container clusters resize {cluster} --node-pool=POOL --num-nodes=3 --location={location} --project={project}',
    ko: '실행: gcloud container clusters resize {cluster} --node-pool=POOL --num-nodes=3 --location={location} --project={project}',
  },
  'condition.canonical-services': {
    en: '{membership}: canonical services cannot be reconciled ({code}, {severity}): {said}',
    ko: '{membership}: 표준 서비스를 조정할 수 없음({code}, {severity}): {said}',
  },
  'advice.condition.canonical-services': {
    en: 'Run: kubectl get canonicalservices --all-namespaces',
    ko: '실행: kubectl get canonicalservices --all-namespaces',
  },
  'condition.two-control-planes': {
    en: '{membership}: a second control plane runs in the cluster, which is not supported ({code}, {severity}): {said}',
    ko: '{membership}: 클러스터에 두 번째 제어 영역이 있어 지원되지 않음({code}, {severity}): {said}',
  },
  'advice.condition.two-control-planes': {
    en: 'Move the workloads to the managed revision, then delete istiod. Run: kubectl get deployments -n istio-system -l app=istiod',
    ko: '워크로드를 관리형 버전으로 옮긴 뒤 istiod를 삭제하세요. 실행: kubectl get deployments -n istio-system -l app=istiod',
  },
  'condition.deprecated-spec': {
    en: '{membership}: the membership’s spec still uses the field controlPlane ({code}, {severity}): {said}',
    ko: '{membership}: 멤버십 사양에 사용 중단된 controlPlane 필드가 있음({code}, {severity}): {said}',
  },
  'advice.condition.deprecated-spec': {
    en: 'Set management in its place, with the same meaning: there is no way from MANUAL to AUTOMATIC. Where controlPlane says AUTOMATIC, run: gcloud container fleet mesh update --management=automatic --memberships={membership} --location={registered} --project={fleet}',
    ko: '대신 같은 뜻의 management를 설정하세요. MANUAL에서 AUTOMATIC으로는 바꿀 수 없습니다. controlPlane이 AUTOMATIC이면 실행: gcloud container fleet mesh update --management=automatic --memberships={membership} --location={registered} --project={fleet}',
  },
  'condition.deprecated-spec-safe': {
    en: '{membership}: the membership’s spec still has the field controlPlane, which does no harm ({code}, {severity}): {said}',
    ko: '{membership}: 멤버십 사양에 controlPlane 필드가 남아 있으나 문제없음({code}, {severity}): {said}',
  },
  'condition.service-controls': {
    en: '{membership}: VPC Service Controls are supported ({code}, {severity}): {said}',
    ko: '{membership}: VPC 서비스 제어가 지원됨({code}, {severity}): {said}',
  },
  'condition.config-internal': {
    en: '{membership}: configuration could not be applied because of an internal error of Google ({code}, {severity}): {said}',
    ko: '{membership}: Google 내부 오류로 구성을 적용하지 못함({code}, {severity}): {said}',
  },
  'advice.condition.config-internal': {
    en: 'Contact Support, with what this says. Run: gcloud container fleet mesh describe --project={fleet}',
    ko: '지원팀에 다음 결과를 전달하세요. 실행: gcloud container fleet mesh describe --project={fleet}',
  },
  'condition.config-blocked': {
    en: '{membership}: configuration is not applied because the fleet is blocked ({code}, {severity}): {said}',
    ko: '{membership}: 플릿이 차단되어 구성이 적용되지 않음({code}, {severity}): {said}',
  },
  'advice.condition.config-blocked': {
    en: 'Contact Support, with what this says. Run: gcloud container fleet mesh describe --project={fleet}',
    ko: '지원팀에 다음 결과를 전달하세요. 실행: gcloud container fleet mesh describe --project={fleet}',
  },
  'condition.config-invalid': {
    en: '{membership}: invalid configuration is not applied ({code}, {severity}): {said}',
    ko: '{membership}: 잘못된 구성이 적용되지 않음({code}, {severity}): {said}',
  },
  'advice.condition.config-invalid': {
    en: 'The error stands in the status of the resource. Run: kubectl get virtualservices,destinationrules,gateways,serviceentries --all-namespaces -o yaml',
    ko: '오류는 해당 리소스의 상태에 있습니다. 실행: kubectl get virtualservices,destinationrules,gateways,serviceentries --all-namespaces -o yaml',
  },
  'condition.config-doubtful': {
    en: '{membership}: configuration may not do what is meant ({code}, {severity}): {said}',
    ko: '{membership}: 구성이 의도대로 동작하지 않을 수 있음({code}, {severity}): {said}',
  },
  'advice.condition.config-doubtful': {
    en: 'The warning stands in the status of the resource. Run: kubectl get virtualservices,destinationrules,gateways,serviceentries --all-namespaces -o yaml',
    ko: '경고는 해당 리소스의 상태에 있습니다. 실행: kubectl get virtualservices,destinationrules,gateways,serviceentries --all-namespaces -o yaml',
  },
  'condition.quota': {
    en: '{membership}: a quota is used up, so configuration is not applied ({code}, {severity}): {said}',
    ko: '{membership}: 할당량이 초과되어 구성이 적용되지 않음({code}, {severity}): {said}',
  },
  'advice.condition.quota': {
    en: 'Ask for a higher quota of the resource that the code names, at IAM & Admin > Quotas. Run: gcloud compute project-info describe --project={fleet}',
    ko: 'IAM 및 관리자 > 할당량에서 코드에 나온 리소스의 할당량을 늘리세요. 실행: gcloud compute project-info describe --project={fleet}',
  },
  'condition.legacy-secrets': {
    en: '{membership}: secrets of Istio’s old multi-cluster setup are in the cluster ({code}, {severity}): {said}',
    ko: '{membership}: 이전 Istio 다중 클러스터 보안 비밀이 클러스터에 있음({code}, {severity}): {said}',
  },
  'advice.condition.legacy-secrets': {
    en: 'Move to the declarative multi-cluster API, then delete them. Run: kubectl get secrets -n istio-system -l istio/multiCluster=true',
    ko: '선언적 다중 클러스터 API로 이전한 뒤 삭제하세요. 실행: kubectl get secrets -n istio-system -l istio/multiCluster=true',
  },
  'condition.binary': {
    en: '{membership}: proxies run a binary that is not the standard one ({code}, {severity}): {said}',
    ko: '{membership}: 프록시가 표준이 아닌 바이너리를 사용함({code}, {severity}): {said}',
  },
  'advice.condition.binary': {
    en: 'Look for images of istio-proxy that are not Google’s. Run: kubectl get pods --all-namespaces -o yaml',
    ko: 'Google 이미지가 아닌 istio-proxy를 찾으세요. 실행: kubectl get pods --all-namespaces -o yaml',
  },
  'condition.gateway-class': {
    en: '{membership}: a Gateway has a class that is not supported ({code}, {severity}): {said}',
    ko: '{membership}: 지원되지 않는 클래스의 Gateway가 있음({code}, {severity}): {said}',
  },
  'advice.condition.gateway-class': {
    en: 'Run: kubectl get gateways.gateway.networking.k8s.io --all-namespaces',
    ko: '실행: kubectl get gateways.gateway.networking.k8s.io --all-namespaces',
  },
  'condition.control-plane-config': {
    en: '{membership}: the control plane has no configuration ({code}, {severity}): {said}',
    ko: '{membership}: 제어 영역의 구성이 없음({code}, {severity}): {said}',
  },
  'advice.condition.control-plane-config': {
    en: 'Run: kubectl get controlplanerevisions -n istio-system -o yaml',
    ko: '실행: kubectl get controlplanerevisions -n istio-system -o yaml',
  },
  'condition.shared-vpc': {
    en: '{membership}: permissions in the host project of the shared VPC are missing ({code}, {severity}): {said}',
    ko: '{membership}: 공유 VPC 호스트 프로젝트의 권한이 없음({code}, {severity}): {said}',
  },
  'advice.condition.shared-vpc': {
    en: 'Grant in that project what the details name. Run: gcloud compute shared-vpc get-host-project {project}',
    ko: '그 프로젝트에서 세부정보에 나온 권한을 부여하세요. 실행: gcloud compute shared-vpc get-host-project {project}',
  },
  'condition.organisation-policy': {
    en: '{membership}: an organisation policy that the mesh needs is off ({code}, {severity}): {said}',
    ko: '{membership}: 메시에 필요한 조직 정책이 꺼져 있음({code}, {severity}): {said}',
  },
  'advice.condition.organisation-policy': {
    en: 'Run: gcloud resource-manager org-policies list --project={project}',
    ko: '실행: gcloud resource-manager org-policies list --project={project}',
  },
  'condition.modernization-incompatible': {
    en: '{membership}: the mesh cannot be moved to the new control plane as it is ({code}, {severity}): {said}',
    ko: '{membership}: 현재 상태로는 새 제어 영역으로 이전할 수 없음({code}, {severity}): {said}',
  },
  'advice.condition.modernization-incompatible': {
    en: 'Change what the details name. Run: gcloud container fleet mesh describe --project={fleet}',
    ko: '세부정보에 나온 항목을 변경하세요. 실행: gcloud container fleet mesh describe --project={fleet}',
  },
  'condition.modernization-stopped': {
    en: '{membership}: the move to the new control plane has stopped or is undone ({code}, {severity}): {said}',
    ko: '{membership}: 새 제어 영역으로의 이전이 중단되었거나 되돌려지는 중({code}, {severity}): {said}',
  },
  'advice.condition.modernization-stopped': {
    en: 'If it does not go on by itself, contact Support. Run: gcloud container fleet mesh describe --project={fleet}',
    ko: '저절로 재개되지 않으면 지원팀에 문의하세요. 실행: gcloud container fleet mesh describe --project={fleet}',
  },
  'condition.modernization': {
    en: '{membership}: the move to the new control plane goes on ({code}, {severity}): {said}',
    ko: '{membership}: 새 제어 영역으로 이전 중({code}, {severity}): {said}',
  },
  'advice.condition.modernization': {
    en: 'Run: gcloud container fleet mesh describe --project={fleet}',
    ko: '실행: gcloud container fleet mesh describe --project={fleet}',
  },
  'condition.unknown': {
    en: '{membership}: a condition that is not documented yet ({code}, {severity}): {said}',
    ko: '{membership}: 아직 문서화되지 않은 조건({code}, {severity}): {said}',
  },
  'advice.condition.unknown': {
    en: 'Run: gcloud container fleet mesh describe --project={fleet}',
    ko: '실행: gcloud container fleet mesh describe --project={fleet}',
  },
});
