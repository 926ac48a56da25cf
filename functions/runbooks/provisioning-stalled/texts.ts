import {runbookTexts} from '../../core/texts/more-texts.ts';
import {conditionTexts} from './condition-texts.ts';

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
  ...conditionTexts,
});
