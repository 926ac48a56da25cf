import type {Texts} from '../../core/texts/define-texts.ts';

/** What the conditions of a membership say, and what a person does about each. */
export const conditionTexts = {
  'plane.control-precondition': {
    en: '{membership}: a precondition of the control plane is not met; the fleet tries again within 15 minutes ({state}): {said}',
    ko: '{membership}: 제어 영역의 전제 조건이 충족되지 않음. 플릿이 15분 안에 다시 시도함({state}): {said}',
  },
  'advice.plane.control-precondition': {
    en: 'Run: kubectl get controlplanerevisions -n istio-system -o yaml, and end what its Stalled condition names',
    ko: '실행: kubectl get controlplanerevisions -n istio-system -o yaml. Stalled 조건에 나온 문제를 해결하세요',
  },
  'plane.data-precondition': {
    en: '{membership}: a precondition of the data plane is not met; the fleet tries again within 15 minutes ({state}): {said}',
    ko: '{membership}: 데이터 영역의 전제 조건이 충족되지 않음. 플릿이 15분 안에 다시 시도함({state}): {said}',
  },
  'advice.plane.data-precondition': {
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
} as const satisfies Texts;
