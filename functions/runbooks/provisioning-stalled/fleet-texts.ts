import type {Texts} from '../../core/texts/define-texts.ts';

/** What the fleet reports of a membership means (states of its planes, conditions), and what a person does about it. */
export const fleetTexts = {
  'plane.control-provisioning': {
    en: 'control plane is being provisioned',
    ko: '제어 영역을 프로비저닝하는 중',
  },
  'advice.provisioning': {
    en: 'Provisioning normally takes less than 10 minutes. After that, contact Support with this output:',
    ko: '프로비저닝은 보통 10분 이내에 완료됩니다. 10분이 넘으면 다음 명령어의 출력을 지원팀에 전달하세요.',
    run: 'gcloud container fleet mesh describe --project={fleet}',
  },
  'plane.control-awaited': {
    en: 'fleet has not started provisioning',
    ko: '플릿에서 프로비저닝을 시작하지 않음',
  },
  'plane.control-components': {
    en: 'control plane components are not ready',
    ko: '제어 영역 구성요소가 준비되지 않음',
  },
  'advice.plane.control-components': {
    en: 'The fleet retries within 15 minutes. If that does not help, find out why pods of mdp-controller are not scheduled (taints, missing resources):',
    ko: '플릿에서 15분 이내에 다시 시도합니다. 해결되지 않으면 다음 명령어로 mdp-controller의 포드가 예약되지 않는 이유(taint, 리소스 부족)를 확인하세요.',
    run: 'kubectl describe deployment mdp-controller -n kube-system',
  },
  'plane.control-precondition': {
    en: 'a control plane precondition is not met',
    ko: '제어 영역의 전제 조건이 충족되지 않음',
  },
  'advice.stalled-condition': {
    en: 'Fix what the Stalled condition of the ControlPlaneRevision reports. If it reports nothing, contact Support with this output:',
    ko: 'ControlPlaneRevision의 Stalled 조건에 보고된 문제를 해결하세요. 보고된 문제가 없으면 다음 명령어의 출력을 지원팀에 전달하세요.',
    run: 'kubectl get controlplanerevisions -n istio-system -o yaml',
  },
  'plane.control-internal': {
    en: 'internal Google error blocks the control plane',
    ko: '내부 오류로 제어 영역이 차단됨',
  },
  'plane.control-stalled': {
    en: 'control plane provisioning has stalled',
    ko: '제어 영역의 프로비저닝이 중단됨',
  },
  'plane.control-attention': {
    en: 'control plane needs manual intervention',
    ko: '제어 영역에 수동 개입이 필요함',
  },
  'plane.control-degraded': {en: 'control plane is degraded', ko: '제어 영역의 성능이 저하됨'},
  'plane.control-disabled': {
    en: 'managed control plane is off',
    ko: '관리형 제어 영역이 사용 설정되지 않음',
  },
  'advice.plane.control-disabled': {
    en: 'If this cluster needs a managed mesh that was never set up by hand, turn on automatic management:',
    ko: '이 클러스터에 관리형 메시가 필요하고 수동으로 설치한 적이 없다면 다음 명령어로 자동 관리를 사용 설정하세요.',
    run: 'gcloud container fleet mesh update --management=automatic --memberships={membership} --location={registered} --project={fleet}',
  },
  'plane.control-leaving': {
    en: 'managed control plane is being removed',
    ko: '관리형 제어 영역을 제거하는 중',
  },
  'advice.plane.control-leaving': {
    en: 'If the removal is intended, no action is needed. Otherwise, turn on automatic management again once it is complete:',
    ko: '의도한 제거라면 조치할 필요가 없습니다. 그렇지 않으면 제거가 완료된 후 다음 명령어로 자동 관리를 다시 사용 설정하세요.',
    run: 'gcloud container fleet mesh update --management=automatic --memberships={membership} --location={registered} --project={fleet}',
  },
  'risk.automatic-management': {
    en: 'Google manages the control plane from then on, and may later evict pods to upgrade their proxies.',
    ko: '이후 Google이 제어 영역을 관리하며 프록시를 업그레이드하기 위해 포드를 제거할 수 있습니다.',
  },
  'plane.control-untold': {
    en: 'fleet reports no control plane state',
    ko: '플릿에서 제어 영역의 상태를 보고하지 않음',
  },
  'advice.plane.control-untold': {
    en: 'Check whether the mesh of this cluster is managed at all:',
    ko: '다음 명령어로 이 클러스터의 메시가 관리형인지 확인하세요.',
    run: 'gcloud container fleet mesh describe --project={fleet}',
  },
  'plane.control-unknown': {
    en: 'control plane is in an unknown state',
    ko: '제어 영역이 알 수 없는 상태임',
  },
  'plane.data-provisioning': {
    en: 'data plane is being provisioned',
    ko: '데이터 영역을 프로비저닝하는 중',
  },
  'plane.data-needs-control': {
    en: 'data plane needs an active control plane',
    ko: '데이터 영역에 활성 제어 영역이 필요함',
  },
  'advice.plane.data-needs-control': {
    en: 'Check the control plane. Once it is ACTIVE, the data plane recovers by itself:',
    ko: '다음 명령어로 제어 영역을 확인하세요. 제어 영역이 ACTIVE 상태가 되면 데이터 영역은 자동으로 복구됩니다.',
    run: 'gcloud container fleet mesh describe --project={fleet}',
  },
  'plane.data-precondition': {
    en: 'a data plane precondition is not met',
    ko: '데이터 영역의 전제 조건이 충족되지 않음',
  },
  'plane.data-internal': {
    en: 'internal Google error blocks the data plane',
    ko: '내부 오류로 데이터 영역이 차단됨',
  },
  'plane.data-stalled': {en: 'data plane has stalled', ko: '데이터 영역이 중단됨'},
  'plane.data-degraded': {en: 'data plane is degraded', ko: '데이터 영역의 성능이 저하됨'},
  'plane.data-unknown': {
    en: 'data plane is in an unknown state',
    ko: '데이터 영역이 알 수 없는 상태임',
  },
  'condition.agent': {
    en: 'service agent’s role is missing',
    ko: '서비스 에이전트의 역할 바인딩이 없음',
  },
  'advice.condition.agent': {
    en: 'Grant the service agent its role:',
    ko: '다음 명령어로 서비스 에이전트에 역할을 부여하세요.',
    run: 'gcloud projects add-iam-policy-binding {project} --member={agent} --role=roles/anthosservicemesh.serviceAgent --condition=None',
  },
  'condition.agent-across': {
    en: 'service agent’s role is missing in {project}',
    ko: '{project}에 서비스 에이전트의 역할 바인딩이 없음',
  },
  'advice.condition.agent-across': {
    en: 'Grant the service agent of the fleet its role in {project}, the project of the cluster:',
    ko: '다음 명령어로 클러스터의 프로젝트 {project}에서 플릿의 서비스 에이전트에 역할을 부여하세요.',
    run: 'gcloud projects add-iam-policy-binding {project} --member={agent} --role=roles/anthosservicemesh.serviceAgent --condition=None',
  },
  'condition.node-pool-identity': {
    en: 'node pools lack Workload Identity',
    ko: '노드 풀에 워크로드 아이덴티티가 없음',
  },
  'advice.condition.node-pool-identity': {
    en: 'Set GKE_METADATA on every node pool (replace POOL):',
    ko: '모든 노드 풀에 GKE_METADATA를 설정하세요. POOL을 노드 풀 이름으로 바꿔 다음 명령어를 실행하세요.',
    run: 'gcloud container node-pools update POOL --cluster={cluster} --location={location} --project={project} --workload-metadata=GKE_METADATA',
  },
  'condition.cluster-identity': {
    en: 'cluster lacks Workload Identity',
    ko: '클러스터에 워크로드 아이덴티티가 없음',
  },
  'advice.condition.cluster-identity': {
    en: 'Turn on Workload Identity:',
    ko: '다음 명령어로 워크로드 아이덴티티를 사용 설정하세요.',
    run: 'gcloud container clusters update {cluster} --location={location} --project={project} --workload-pool={project}.svc.id.goog',
  },
  'condition.cni-config': {
    en: 'CNI configuration is not supported',
    ko: 'CNI 구성이 지원되지 않음',
  },
  'advice.condition.cni-config': {
    en: 'Remove CNI=off, and any label mesh.cloud.google.com/managed-cni-enabled that is not true. Find them:',
    ko: 'CNI=off와 값이 true가 아닌 mesh.cloud.google.com/managed-cni-enabled 라벨을 삭제하세요. 찾으려면 다음 명령어를 실행하세요.',
    run: [
      'kubectl get configmap asm-options -n istio-system -o yaml',
      'kubectl get controlplanerevisions -n istio-system --show-labels',
    ],
  },
  'condition.cni-installation': {
    en: 'mesh CNI could not be installed',
    ko: '메시 CNI를 설치하지 못함',
  },
  'advice.condition.cni-installation': {
    en: 'Find out why the pods of the mesh CNI fail:',
    ko: '다음 명령어로 메시 CNI의 포드가 실패하는 이유를 확인하세요.',
    run: 'kubectl describe daemonset istio-cni-node -n kube-system',
  },
  'condition.cni-pod': {
    en: 'mesh CNI pods cannot be scheduled',
    ko: '메시 CNI의 포드를 예약할 수 없음',
  },
  'advice.condition.cni-pod': {
    en: 'Free resources on the nodes, or let the pods tolerate the taints of the nodes. Find out what keeps them off:',
    ko: '노드에 여유 리소스를 확보하거나 포드가 노드의 taint를 허용하도록 하세요. 원인을 확인하려면 다음 명령어를 실행하세요.',
    run: 'kubectl describe daemonset istio-cni-node -n kube-system',
  },
  'condition.cni-off': {en: 'managed CNI is off', ko: '관리형 CNI가 사용 설정되지 않음'},
  'advice.condition.cni-off': {
    en: 'Remove any label mesh.cloud.google.com/managed-cni-enabled that is not true. Find it:',
    ko: '값이 true가 아닌 mesh.cloud.google.com/managed-cni-enabled 라벨을 삭제하세요. 찾으려면 다음 명령어를 실행하세요.',
    run: 'kubectl get controlplanerevisions -n istio-system --show-labels',
  },
  'condition.sandbox': {
    en: 'GKE Sandbox node pools are not supported',
    ko: 'GKE Sandbox 노드 풀이 지원되지 않음',
  },
  'advice.condition.sandbox': {
    en: 'Move the workloads of the mesh to node pools without GKE Sandbox. List the node pools:',
    ko: '메시 워크로드를 GKE Sandbox가 없는 노드 풀로 이동하세요. 노드 풀을 나열하려면 다음 명령어를 실행하세요.',
    run: 'gcloud container node-pools list --cluster={cluster} --location={location} --project={project}',
  },
  'condition.no-nodes': {en: 'cluster has no nodes', ko: '클러스터에 노드가 없음'},
  'advice.condition.no-nodes': {
    en: 'Add nodes to a node pool (replace POOL):',
    ko: '노드 풀에 노드를 추가하세요. POOL을 노드 풀 이름으로 바꿔 다음 명령어를 실행하세요.',
    run: 'gcloud container clusters resize {cluster} --node-pool=POOL --num-nodes=3 --location={location} --project={project}',
  },
  'condition.canonical-services': {
    en: 'canonical services cannot be reconciled',
    ko: '표준 서비스를 조정할 수 없음',
  },
  'advice.condition.canonical-services': {
    en: 'Check the canonical services of the cluster:',
    ko: '다음 명령어로 클러스터의 표준 서비스를 확인하세요.',
    run: 'kubectl get canonicalservices --all-namespaces',
  },
  'condition.two-control-planes': {
    en: 'a second control plane runs in the cluster',
    ko: '클러스터에서 두 번째 제어 영역이 실행 중임',
  },
  'advice.condition.two-control-planes': {
    en: 'Move all workloads to the managed revision, then delete istiod. Find it:',
    ko: '모든 워크로드를 관리형 버전으로 이동한 후 istiod를 삭제하세요. 찾으려면 다음 명령어를 실행하세요.',
    run: 'kubectl get deployments -n istio-system -l app=istiod',
  },
  'risk.two-control-planes': {
    en: 'Workloads that still use istiod lose their control plane once it is deleted.',
    ko: 'istiod를 삭제하면 아직 이를 사용하는 워크로드의 제어 영역이 없어집니다.',
  },
  'condition.deprecated-spec': {
    en: 'membership spec uses the deprecated controlPlane',
    ko: '멤버십 사양에 지원 중단된 controlPlane이 있음',
  },
  'advice.condition.deprecated-spec': {
    en: 'Set management instead of controlPlane, with the same meaning: MANUAL cannot become AUTOMATIC. If controlPlane is AUTOMATIC:',
    ko: 'controlPlane 대신 의미가 같은 management를 설정하세요. MANUAL에서 AUTOMATIC으로는 바꿀 수 없습니다. controlPlane이 AUTOMATIC이면 다음 명령어를 실행하세요.',
    run: 'gcloud container fleet mesh update --management=automatic --memberships={membership} --location={registered} --project={fleet}',
  },
  'condition.config-internal': {
    en: 'internal Google error blocks the configuration',
    ko: '내부 오류로 구성이 적용되지 않음',
  },
  'condition.config-blocked': {
    en: 'fleet is blocked, configuration is not applied',
    ko: '플릿이 차단되어 구성이 적용되지 않음',
  },
  'advice.support': {
    en: 'Contact Support with this output:',
    ko: '다음 명령어의 출력을 지원팀에 전달하세요.',
    run: 'gcloud container fleet mesh describe --project={fleet}',
  },
  'condition.config-invalid': {
    en: 'invalid configuration is not applied',
    ko: '잘못된 구성이 적용되지 않음',
  },
  'advice.condition.config-invalid': {
    en: 'Correct the configuration whose status reports an error. Find it:',
    ko: '상태에 오류가 보고된 구성을 수정하세요. 찾으려면 다음 명령어를 실행하세요.',
    run: 'kubectl get virtualservices,destinationrules,gateways,serviceentries --all-namespaces -o yaml',
  },
  'condition.config-doubtful': {
    en: 'configuration may not work as intended',
    ko: '구성이 의도대로 작동하지 않을 수 있음',
  },
  'advice.condition.config-doubtful': {
    en: 'Check the configuration whose status reports a warning. Find it:',
    ko: '상태에 경고가 보고된 구성을 확인하세요. 찾으려면 다음 명령어를 실행하세요.',
    run: 'kubectl get virtualservices,destinationrules,gateways,serviceentries --all-namespaces -o yaml',
  },
  'condition.quota': {en: 'a Google Cloud quota is exceeded', ko: 'Google Cloud 할당량이 초과됨'},
  'advice.condition.quota': {
    en: 'Request a higher quota at IAM & Admin > Quotas for the resource that the condition names. Check the quotas:',
    ko: 'IAM 및 관리자 > 할당량에서 조건에 나온 리소스의 할당량 상향을 요청하세요. 할당량을 확인하려면 다음 명령어를 실행하세요.',
    run: 'gcloud compute project-info describe --project={fleet}',
  },
  'condition.legacy-secrets': {
    en: 'secrets of the old multi-cluster setup remain',
    ko: '이전 멀티 클러스터 보안 비밀이 남아 있음',
  },
  'advice.condition.legacy-secrets': {
    en: 'Move to the declarative multi-cluster API, then delete the secrets. List them:',
    ko: '선언적 멀티 클러스터 API로 이전한 후 보안 비밀을 삭제하세요. 나열하려면 다음 명령어를 실행하세요.',
    run: 'kubectl get secrets -n istio-system -l istio/multiCluster=true',
  },
  'condition.binary': {
    en: 'proxies run a non-standard binary',
    ko: '프록시에서 비표준 바이너리가 실행됨',
  },
  'advice.condition.binary': {
    en: 'Find containers named istio-proxy whose image is not from Google:',
    ko: '다음 명령어로 Google 이미지가 아닌 istio-proxy 컨테이너를 찾으세요.',
    run: 'kubectl get pods --all-namespaces -o yaml',
  },
  'condition.gateway-class': {
    en: 'a Gateway has an unsupported class',
    ko: '지원되지 않는 클래스의 Gateway가 있음',
  },
  'advice.condition.gateway-class': {
    en: 'Check the classes of the Gateways:',
    ko: '다음 명령어로 Gateway의 클래스를 확인하세요.',
    run: 'kubectl get gateways.gateway.networking.k8s.io --all-namespaces',
  },
  'condition.control-plane-config': {
    en: 'control plane has no configuration',
    ko: '제어 영역의 구성이 없음',
  },
  'advice.condition.control-plane-config': {
    en: 'Check the ControlPlaneRevisions of the cluster:',
    ko: '다음 명령어로 클러스터의 ControlPlaneRevision을 확인하세요.',
    run: 'kubectl get controlplanerevisions -n istio-system -o yaml',
  },
  'condition.shared-vpc': {en: 'Shared VPC permissions are missing', ko: '공유 VPC 권한이 없음'},
  'advice.condition.shared-vpc': {
    en: 'Grant the permissions that the condition names in the host project of the Shared VPC. Find the host project:',
    ko: '공유 VPC 호스트 프로젝트에서 조건에 나온 권한을 부여하세요. 호스트 프로젝트를 찾으려면 다음 명령어를 실행하세요.',
    run: 'gcloud compute shared-vpc get-host-project {project}',
  },
  'condition.organisation-policy': {
    en: 'a required organization policy is off',
    ko: '필요한 조직 정책이 사용 설정되지 않음',
  },
  'advice.condition.organisation-policy': {
    en: 'Turn on the organization policy that the condition names. List the policies:',
    ko: '조건에 나온 조직 정책을 사용 설정하세요. 정책을 나열하려면 다음 명령어를 실행하세요.',
    run: 'gcloud resource-manager org-policies list --project={project}',
  },
  'condition.modernization-incompatible': {
    en: 'control plane cannot be modernized',
    ko: '제어 영역을 현대화할 수 없음',
  },
  'advice.condition.modernization-incompatible': {
    en: 'Change what the condition names. Check whether it is gone:',
    ko: '조건에 나온 항목을 변경하세요. 조건이 없어졌는지 확인하려면 다음 명령어를 실행하세요.',
    run: 'gcloud container fleet mesh describe --project={fleet}',
  },
  'condition.modernization-stopped': {
    en: 'control plane modernization stopped',
    ko: '제어 영역 현대화가 중단됨',
  },
  'condition.modernization': {
    en: 'control plane modernization reports an error',
    ko: '제어 영역 현대화에서 오류를 보고함',
  },
  'condition.unknown': {
    en: 'fleet reports the condition {code}',
    ko: '플릿에서 {code} 조건을 보고함',
  },
} as const satisfies Texts;
