import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('workload-identity-disabled', {
  'headline.workload-identity-disabled': {
    en: 'Workload Identity of {target} is not ready',
    ko: '{target}의 워크로드 아이덴티티가 준비되지 않음',
  },
  'headline.workload-identity-disabled.over': {
    en: 'Workload Identity of {target} is on',
    ko: '{target}의 워크로드 아이덴티티가 사용 설정됨',
  },
  'headline.workload-identity-disabled.reported': {
    en: 'Reported, not confirmed: Workload Identity of {target} is off',
    ko: '미확인 보고: {target}의 워크로드 아이덴티티가 사용 설정되지 않음',
  },
  'cause.cluster-changing': {
    en: 'a change of the cluster is in progress',
    ko: '클러스터 변경이 진행 중임',
  },
  'detail.cluster-changing': {
    en: '{cluster} is {status}. Its workload pool is {found}, {pool} is expected.',
    ko: '{cluster:은/는} {status} 상태입니다. 워크로드 풀은 {found}이며 {pool:이/가} 필요합니다.',
  },
  'detail.cluster-changing-poolless': {
    en: '{cluster} is {status} and has no workload pool, {pool} is expected.',
    ko: '{cluster:은/는} {status} 상태이고 워크로드 풀이 없습니다. {pool:이/가} 필요합니다.',
  },
  'cause.pool-missing': {en: 'cluster has no workload pool', ko: '클러스터에 워크로드 풀이 없음'},
  'detail.pool-missing': {
    en: '{cluster} has no workload pool, {pool} is expected.',
    ko: '{cluster}에 워크로드 풀이 없습니다. {pool:이/가} 필요합니다.',
  },
  'cause.pool-missing-nodes': {
    en: 'workload pool and GKE_METADATA are missing',
    ko: '워크로드 풀과 GKE_METADATA가 설정되지 않음',
  },
  'detail.pool-missing-nodes': {
    en: '{cluster} has no workload pool. Once it has one, somebody has to set GKE_METADATA on these node pools, which recreates their nodes: {nodePools}.',
    ko: '{cluster}에 워크로드 풀이 없습니다. 풀을 설정한 후 다음 노드 풀에 GKE_METADATA를 직접 설정해야 하며, 이때 노드가 다시 생성됩니다. {nodePools}',
  },
  'cause.pool-missing-not-running': {
    en: 'no workload pool, and the cluster is {status}',
    ko: '워크로드 풀이 없고 클러스터가 {status} 상태임',
  },
  'detail.pool-missing-not-running': {
    en: '{cluster} has no workload pool. mesh-responder changes only a RUNNING cluster.',
    ko: '{cluster}에 워크로드 풀이 없습니다. mesh-responder는 RUNNING 상태의 클러스터만 변경합니다.',
  },
  'cause.autopilot-without-pool': {
    en: 'Autopilot cluster has no workload pool',
    ko: 'Autopilot 클러스터에 워크로드 풀이 없음',
  },
  'detail.autopilot-without-pool': {
    en: 'Google sets the workload pool of Autopilot clusters, and {cluster} has none.',
    ko: 'Autopilot 클러스터의 워크로드 풀은 Google에서 설정하지만 {cluster}에는 없습니다.',
  },
  'cause.other-pool': {
    en: 'workload pool is not that of the project',
    ko: '워크로드 풀이 프로젝트의 풀이 아님',
  },
  'detail.other-pool': {
    en: '{cluster} has the workload pool {found}, {pool} is expected.',
    ko: '{cluster}의 워크로드 풀이 {found}입니다. {pool:이/가} 필요합니다.',
  },
  'cause.node-pools': {
    en: 'node pools lack GKE_METADATA',
    ko: '노드 풀에 GKE_METADATA가 설정되지 않음',
  },
  'detail.node-pools': {
    en: '{cluster} has its workload pool, but these node pools lack GKE_METADATA: {nodePools}.',
    ko: '{cluster}에 워크로드 풀은 있지만 다음 노드 풀에 GKE_METADATA가 설정되지 않았습니다. {nodePools}',
  },
  'advice.find-cluster': {
    en: 'Check the cluster that the build installs to:',
    ko: '빌드에서 설치하는 클러스터를 다음 명령어로 확인하세요.',
    run: "gcloud container clusters list --project={project} --format='table(name,location,workloadIdentityConfig.workloadPool)'",
  },
  'advice.describe-cluster': {
    en: 'Check the state of the cluster. If it lasts, contact Support with this output:',
    ko: '다음 명령어로 클러스터의 상태를 확인하고, 상태가 지속되면 출력을 지원팀에 전달하세요.',
    run: 'gcloud container clusters describe {cluster} --location={location} --project={project}',
  },
  'advice.other-pool': {
    en: 'Find out who uses {found}. If nobody does, set the workload pool of the project:',
    ko: '{found:을/를} 누가 사용하는지 확인하세요. 사용하는 곳이 없으면 다음 명령어로 프로젝트의 워크로드 풀을 설정하세요.',
    run: 'gcloud container clusters update {cluster} --location={location} --project={project} --workload-pool={pool}',
  },
  'risk.other-pool': {
    en: 'Workloads that use the present workload pool lose their identities.',
    ko: '현재 워크로드 풀을 사용하는 워크로드의 ID를 사용할 수 없게 됩니다.',
  },
  'advice.node-pools': {
    en: 'Choose a time, then set GKE_METADATA on each node pool. The evidence has the commands for the other pools. Start with {nodePool}:',
    ko: '시점을 정한 후 각 노드 풀에 GKE_METADATA를 설정하세요. 나머지 노드 풀의 명령어는 증거에 있습니다. {nodePool}부터 다음 명령어를 실행하세요.',
    run: 'gcloud container node-pools update {nodePool} --cluster={cluster} --location={location} --project={project} --workload-metadata=GKE_METADATA',
  },
  'advice.node-pool': {
    en: 'Choose a time, then set GKE_METADATA on node pool {nodePool}:',
    ko: '시점을 정한 후 다음 명령어로 노드 풀 {nodePool}에 GKE_METADATA를 설정하세요.',
    run: 'gcloud container node-pools update {nodePool} --cluster={cluster} --location={location} --project={project} --workload-metadata=GKE_METADATA',
  },
  'risk.node-pool-update': {
    en: 'The update recreates the nodes of the node pool. Its pods use Workload Identity afterwards instead of the service account of the node.',
    ko: '업데이트하면 노드 풀의 노드가 다시 생성됩니다. 이후 포드는 노드의 서비스 계정 대신 워크로드 아이덴티티를 사용합니다.',
  },
  'proof.workload-pool': {
    en: '{cluster}: {status}, workload pool {found}, expected {pool}',
    ko: '{cluster}: {status}, 워크로드 풀 {found}, 필요한 풀 {pool}',
  },
  'proof.node-pool': {
    en: 'Node pool {name}: {metadata}, expected GKE_METADATA',
    ko: '노드 풀 {name}: {metadata}, 필요한 값 GKE_METADATA',
  },
  'proof.node-pool-update': {
    en: 'Set GKE_METADATA on node pool {nodePool} as well:',
    ko: '노드 풀 {nodePool}에도 GKE_METADATA를 설정하는 명령어:',
    run: 'gcloud container node-pools update {nodePool} --cluster={cluster} --location={location} --project={project} --workload-metadata=GKE_METADATA',
  },
  'foreign.other-container': {
    en: 'another container that did not start, not the control plane of the mesh',
    ko: '메시 제어 영역이 아니라 다른 컨테이너가 시작되지 않음',
  },
  'foreign.pool-taken': {
    en: 'somebody removed the workload pool of a cluster; the poll checks what follows',
    ko: '클러스터의 워크로드 풀이 삭제됨. 그 결과는 폴링으로 확인함',
  },
  'foreign.other-tool': {
    en: 'about the Workload Identity of another tool, or not about a cluster to install to',
    ko: '다른 도구의 워크로드 아이덴티티이거나 설치 대상 클러스터에 관한 내용이 아님',
  },
  'danger.pool-gone': {
    en: 'it turns Workload Identity off in {cluster}, which managed mesh needs',
    ko: '{cluster}에서 관리형 메시에 필요한 워크로드 아이덴티티를 사용 중지함',
  },
  'danger.pool-other': {
    en: 'the workload pool of {cluster} would be {found}; managed mesh takes only {pool}',
    ko: '{cluster}의 워크로드 풀이 {found:으로/로} 바뀌며, 관리형 메시는 {pool}만 지원함',
  },
  'danger.metadata-gone': {
    en: 'node pool {nodePool} of {cluster} would not have GKE_METADATA (mode: {mode}): its pods get no workload identity',
    ko: '{cluster}의 노드 풀 {nodePool}에 GKE_METADATA가 설정되지 않으며(모드: {mode}), 포드가 워크로드 아이덴티티를 받지 못함',
  },
  'remedy.pool': {
    en: 'Keep workload_identity_config with workload_pool = "{pool}" for {cluster}.',
    ko: '{cluster}의 workload_identity_config에서 workload_pool = "{pool}" 값을 유지하세요.',
  },
  'remedy.metadata': {
    en: 'Set workload_metadata_config with mode = "GKE_METADATA" in node_config of {nodePool} ({cluster}).',
    ko: '{nodePool}({cluster})의 node_config에서 workload_metadata_config의 mode를 "GKE_METADATA"로 설정하세요.',
  },
  'unknown.pool': {
    en: 'the workload pool of {cluster} is known after apply; managed mesh takes only {pool}',
    ko: '{cluster}의 워크로드 풀은 적용 후에 알 수 있으며, 관리형 메시는 {pool}만 지원함',
  },
  'unknown.metadata': {
    en: 'whether node pool {nodePool} of {cluster} has GKE_METADATA is known after apply',
    ko: '{cluster}의 노드 풀 {nodePool}에 GKE_METADATA가 설정되는지는 적용 후에 알 수 있음',
  },
});
