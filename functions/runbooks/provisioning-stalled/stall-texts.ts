import type {Texts} from '../../core/texts/define-texts.ts';

/** What the documented stalls of a ControlPlaneRevision mean, what they name, and what a person does about each. */
export const stallTexts = {
  'stalled.not-gke': {
    en: 'cluster is not registered as a GKE cluster',
    ko: '클러스터가 GKE 클러스터로 등록되지 않음',
  },
  'detail.not-gke': {
    en: 'Only GKE memberships are supported, and {named} is not recognized as a GKE cluster.',
    ko: 'GKE 멤버십만 지원되며 {named:은/는} GKE 클러스터로 인식되지 않습니다.',
  },
  'advice.stalled.not-gke': {
    en: 'Register the cluster as a GKE cluster:',
    ko: '다음 명령어로 클러스터를 GKE 클러스터로 등록하세요.',
    run: 'gcloud container fleet memberships register {membership} --project={fleet} --location={registered} --gke-uri=https://container.googleapis.com/v1/projects/{project}/locations/{location}/clusters/{cluster} --enable-workload-identity',
  },
  'stalled.revision-name': {
    en: 'ControlPlaneRevision has an unsupported name',
    ko: '지원되지 않는 ControlPlaneRevision 이름',
  },
  'detail.revision-name': {
    en: 'It is named {name}. Only asm-managed, asm-managed-rapid and asm-managed-stable are supported.',
    ko: '이름이 {name}입니다. asm-managed, asm-managed-rapid, asm-managed-stable만 지원됩니다.',
  },
  'advice.stalled.revision-name': {
    en: 'Delete the ControlPlaneRevision with the unsupported name. The managed ones stay:',
    ko: '이름이 지원되지 않는 ControlPlaneRevision을 다음 명령어로 삭제하세요. 관리형 버전은 그대로 둡니다.',
    run: [
      'gcloud container clusters get-credentials {cluster} --location={location} --project={project}',
      'kubectl delete controlplanerevision {name} -n istio-system',
    ],
  },
  'stalled.revision-namespace': {
    en: 'ControlPlaneRevision is in the wrong namespace',
    ko: '지원되지 않는 ControlPlaneRevision 네임스페이스',
  },
  'detail.revision-namespace': {
    en: 'It is in the namespace {namespace}. Only istio-system is supported.',
    ko: '{namespace} 네임스페이스에 있습니다. istio-system만 지원됩니다.',
  },
  'advice.stalled.revision-namespace': {
    en: 'Create the ControlPlaneRevision in istio-system, then delete the one in the other namespace:',
    ko: 'istio-system에 ControlPlaneRevision을 만든 후 다른 네임스페이스의 것을 다음 명령어로 삭제하세요.',
    run: [
      'gcloud container clusters get-credentials {cluster} --location={location} --project={project}',
      'kubectl get controlplanerevisions --all-namespaces',
      'kubectl delete controlplanerevision {name} -n {namespace}',
    ],
  },
  'stalled.channel': {
    en: 'ControlPlaneRevision has the wrong channel',
    ko: 'ControlPlaneRevision의 이름과 채널이 일치하지 않음',
  },
  'detail.channel': {
    en: '{name} has the channel {channel}, {expected} is expected.',
    ko: '{name}의 채널이 {channel:으로/로} 설정되어 있지만 {expected:이/가} 필요합니다.',
  },
  'advice.stalled.channel': {
    en: 'Set the channel that belongs to the name: regular for asm-managed, rapid for asm-managed-rapid, stable for asm-managed-stable:',
    ko: '이름에 맞는 채널을 설정하세요. asm-managed는 regular, asm-managed-rapid는 rapid, asm-managed-stable은 stable입니다. 다음 명령어를 실행하세요.',
    run: [
      'gcloud container clusters get-credentials {cluster} --location={location} --project={project}',
      'kubectl patch controlplanerevision {name} -n istio-system --type=merge -p \'{"spec":{"channel":"{channel}"}}\'',
    ],
  },
  'stalled.channel-missing': {
    en: 'ControlPlaneRevision has no channel',
    ko: 'ControlPlaneRevision에 채널이 없음',
  },
  'advice.stalled.channel-missing': {
    en: 'Set the channel that belongs to the name: regular, rapid or stable:',
    ko: '이름에 맞는 채널(regular, rapid, stable)을 다음 명령어로 설정하세요.',
    run: [
      'gcloud container clusters get-credentials {cluster} --location={location} --project={project}',
      'kubectl patch controlplanerevision {name} -n istio-system --type=merge -p \'{"spec":{"channel":"{channel}"}}\'',
    ],
  },
  'stalled.revision-type': {
    en: 'ControlPlaneRevision has an unsupported type',
    ko: '지원되지 않는 ControlPlaneRevision 유형',
  },
  'detail.revision-type': {
    en: 'Its type is {type}. Only managed_service is supported.',
    ko: '유형이 {type}입니다. managed_service만 지원됩니다.',
  },
  'advice.stalled.revision-type': {
    en: 'Set the type to managed_service:',
    ko: '다음 명령어로 유형을 managed_service로 설정하세요.',
    run: [
      'gcloud container clusters get-credentials {cluster} --location={location} --project={project}',
      'kubectl patch controlplanerevision {name} -n istio-system --type=merge -p \'{"spec":{"type":"managed_service"}}\'',
    ],
  },
  'stalled.kubernetes-version': {
    en: 'Kubernetes version is too old',
    ko: '지원되지 않는 Kubernetes 버전',
  },
  'detail.kubernetes-version': {
    en: 'The cluster runs Kubernetes {version}. Managed mesh needs 1.15 or later.',
    ko: '클러스터의 Kubernetes 버전이 {version}입니다. 1.15 이상이 지원됩니다.',
  },
  'advice.stalled.kubernetes-version': {
    en: 'Upgrade the control plane of the cluster:',
    ko: '다음 명령어로 클러스터 제어 영역을 업그레이드하세요.',
    run: 'gcloud container clusters upgrade {cluster} --master --location={location} --project={project}',
  },
  'risk.cluster-upgrade': {
    en: 'The Kubernetes API of a zonal cluster is unavailable during the upgrade. Workloads keep running.',
    ko: '영역 클러스터는 업그레이드 중에 Kubernetes API를 사용할 수 없습니다. 워크로드는 계속 실행됩니다.',
  },
  'stalled.workload-identity': {
    en: 'Workload Identity is off',
    ko: '워크로드 아이덴티티가 사용 설정되지 않음',
  },
  'advice.stalled.workload-identity': {
    en: 'Turn on Workload Identity, then set GKE_METADATA on every node pool (replace POOL):',
    ko: '워크로드 아이덴티티를 사용 설정한 후 모든 노드 풀에 GKE_METADATA를 설정하세요. POOL을 노드 풀 이름으로 바꿔 다음 명령어를 실행하세요.',
    run: [
      'gcloud container clusters update {cluster} --location={location} --project={project} --workload-pool={project}.svc.id.goog',
      'gcloud container node-pools update POOL --cluster={cluster} --location={location} --project={project} --workload-metadata=GKE_METADATA',
    ],
  },
  'risk.node-pools': {
    en: 'Setting GKE_METADATA recreates the nodes of a node pool. Its pods use Workload Identity afterwards instead of the service account of the node.',
    ko: 'GKE_METADATA를 설정하면 노드 풀의 노드가 다시 생성됩니다. 이후 포드는 노드의 서비스 계정 대신 워크로드 아이덴티티를 사용합니다.',
  },
  'stalled.workload-pool': {en: 'workload pool is not supported', ko: '지원되지 않는 워크로드 풀'},
  'detail.workload-pool': {
    en: 'The workload pool is {pool}, {project}.svc.id.goog is expected.',
    ko: '워크로드 풀이 {pool}입니다. {project}.svc.id.goog이어야 합니다.',
  },
  'advice.stalled.workload-pool': {
    en: 'Set the workload pool of the project:',
    ko: '다음 명령어로 프로젝트의 워크로드 풀을 설정하세요.',
    run: 'gcloud container clusters update {cluster} --location={location} --project={project} --workload-pool={project}.svc.id.goog',
  },
  'risk.workload-pool': {
    en: 'Workloads that use the present pool lose their identities.',
    ko: '현재 풀을 사용하는 워크로드의 ID를 사용할 수 없게 됩니다.',
  },
  'stalled.fleet-project': {
    en: 'cluster and fleet are in different projects',
    ko: '클러스터 프로젝트와 플릿 프로젝트가 다름',
  },
  'advice.stalled.fleet-project': {
    en: 'Register the cluster with the fleet of its own project, {project}, or grant the service agent of the present fleet its role there:',
    ko: '클러스터를 자체 프로젝트 {project}의 플릿에 등록하거나, 다음 명령어로 현재 플릿의 서비스 에이전트에 역할을 부여하세요.',
    run: 'gcloud projects add-iam-policy-binding {project} --member={agent} --role=roles/anthosservicemesh.serviceAgent --condition=None',
  },
  'advice.other-fleet': {
    en: 'Register the cluster with the fleet of its own project, {project}. The service agent of the present fleet already has its role there, so granting it again does not help.',
    ko: '클러스터를 자체 프로젝트 {project}의 플릿에 등록하세요. 현재 플릿의 서비스 에이전트에는 이미 역할이 부여되어 있으므로 다시 부여해도 해결되지 않습니다.',
  },
  'risk.other-fleet': {
    en: 'A cluster belongs to one fleet at a time: it first leaves its present fleet, and loses what that fleet manages in it.',
    ko: '클러스터는 한 번에 하나의 플릿에만 속할 수 있습니다. 먼저 현재 플릿에서 등록 취소해야 하며, 그 플릿이 클러스터에서 관리하던 기능도 중단됩니다.',
  },
  'stalled.cluster-resources': {
    en: 'Google cannot update resources in the cluster',
    ko: '클러스터 리소스를 업데이트하는 중 오류 발생',
  },
  'advice.stalled.cluster-resources': {
    en: 'Find what rejects changes of CRDs and webhooks. If you find nothing, contact Support with this output:',
    ko: 'CRD와 웹훅의 변경을 거부하는 원인을 찾으세요. 찾지 못하면 다음 명령어의 출력을 지원팀에 전달하세요.',
    run: [
      'kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations',
      'kubectl get events -n istio-system',
    ],
  },
  'stalled.mutating-webhook': {
    en: 'webhook {name} has a wrong URL',
    ko: '웹훅 {name}의 URL이 잘못됨',
  },
  'cause.mutating-webhook': {
    en: 'a mutating webhook has a wrong URL',
    ko: '변형 웹훅의 URL이 잘못됨',
  },
  'detail.mutating-webhook': {
    en: 'The webhook points to {url}, {expected} is expected. Google does not overwrite it.',
    ko: '현재 웹훅 URL: {url}, 예상 URL: {expected}. Google은 기존 웹훅을 덮어쓰지 않습니다.',
  },
  'advice.stalled.mutating-webhook': {
    en: 'Set clientConfig.url of the webhook to the expected URL:',
    ko: '다음 명령어로 웹훅의 clientConfig.url을 예상 URL로 업데이트하세요.',
    run: [
      'gcloud container clusters get-credentials {cluster} --location={location} --project={project}',
      'kubectl edit mutatingwebhookconfiguration {name}',
    ],
  },
  'repair.webhook-url': {
    en: 'Set the URL of the webhook to the expected one:',
    ko: '다음 명령어로 웹훅의 URL을 예상 URL로 업데이트하세요.',
    run: [
      'gcloud container clusters get-credentials {cluster} --location={location} --project={project}',
      `KUBE_EDITOR="sed -i.bak -e 's#url: https://.*#url: {url}#'" kubectl edit {kind} {name}`,
    ],
  },
  'risk.mutating-webhook': {
    en: 'The next pod that starts uses the new URL. Running pods are not changed.',
    ko: '이후 시작되는 포드부터 새 URL을 사용합니다. 실행 중인 포드는 바뀌지 않습니다.',
  },
  'stalled.validating-webhook': {
    en: 'validating webhook {name} has a wrong URL',
    ko: '검증 웹훅 {name}의 URL이 잘못됨',
  },
  'cause.validating-webhook': {
    en: 'a validating webhook has a wrong URL',
    ko: '검증 웹훅의 URL이 잘못됨',
  },
  'detail.validating-webhook': {
    en: 'The webhook points to {url}, {expected} is expected. Google does not overwrite it.',
    ko: '현재 웹훅 URL: {url}, 예상 URL: {expected}. Google은 기존 웹훅을 덮어쓰지 않습니다.',
  },
  'advice.stalled.validating-webhook': {
    en: 'Set clientConfig.url of the webhook to the expected URL:',
    ko: '다음 명령어로 웹훅의 clientConfig.url을 예상 URL로 업데이트하세요.',
    run: [
      'gcloud container clusters get-credentials {cluster} --location={location} --project={project}',
      'kubectl edit validatingwebhookconfiguration {name}',
    ],
  },
  'risk.validating-webhook': {
    en: 'The next change of mesh configuration is validated at the new URL. Running pods are not changed.',
    ko: '이후 메시 구성을 변경할 때 새 URL에서 검증합니다. 실행 중인 포드는 바뀌지 않습니다.',
  },
} as const satisfies Texts;
