import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('workload-identity-disabled', {
  'headline.workload-identity-disabled': {
    en: 'Workload Identity is off or incomplete in {target}',
    ko: '{target}에서 워크로드 아이덴티티가 꺼져 있거나 완전하지 않음',
  },
  'headline.workload-identity-disabled.over': {
    en: 'Workload Identity is on in {target}',
    ko: '{target}에서 워크로드 아이덴티티가 켜져 있음',
  },
  'foreign.other-container': {
    en: "a container of somebody's own that did not start, not the mesh's control plane",
    ko: '메시 제어 영역이 아니라 다른 컨테이너가 시작되지 않음',
  },
  'foreign.pool-taken': {
    en: 'somebody took the workload pool of a cluster away; the poll looks at what that leaves',
    ko: '누군가 클러스터의 워크로드 풀을 제거함. 그 결과는 폴링으로 확인함',
  },
  'foreign.other-tool': {
    en: 'workload identity of another tool, or of something else than a cluster to install to',
    ko: '다른 도구의 워크로드 아이덴티티이거나 설치 대상 클러스터가 아닌 것에 대한 내용',
  },
  'proof.workload-pool': {
    en: '{cluster} is {status}; its workload pool: {found}, needed: {pool}',
    ko: '{cluster} 상태 {status}; 워크로드 풀: {found}, 필요한 풀: {pool}',
  },
  'proof.node-pool': {
    en: 'Node pool {name} has {metadata} instead of GKE_METADATA',
    ko: '노드 풀 {name}: GKE_METADATA가 아니라 {metadata}',
  },
  'cause.cluster-changing': {
    en: '{cluster} is {status}: a change of it is under way',
    ko: '{cluster} 상태가 {status}임: 변경이 진행 중',
  },
  'cause.pool-missing': {
    en: '{cluster} has no workload pool',
    ko: '{cluster}에 워크로드 풀이 없음',
  },
  'cause.pool-missing-nodes': {
    en: '{cluster} has no workload pool. Once it has one, its node pools ({nodePools}) need GKE_METADATA; setting that recreates their nodes, so it stays with a person',
    ko: '{cluster}에 워크로드 풀이 없음. 풀을 설정한 뒤에는 노드 풀({nodePools})에 GKE_METADATA가 필요함. 이를 설정하면 노드가 다시 생성되므로 사람이 처리해야 함',
  },
  'cause.pool-missing-not-running': {
    en: '{cluster} has no workload pool, and is {status}: nothing can be changed in that state',
    ko: '{cluster}에 워크로드 풀이 없고 상태가 {status}이어서 지금은 변경할 수 없음',
  },
  'cause.autopilot-without-pool': {
    en: '{cluster} is an Autopilot cluster without a workload pool, which Google sees to there',
    ko: '{cluster}은(는) Autopilot 클러스터인데 Google이 관리하는 워크로드 풀이 없음',
  },
  'cause.other-pool': {
    en: '{cluster} has the workload pool {found} instead of {pool}',
    ko: '{cluster}의 워크로드 풀이 {pool}이(가) 아니라 {found}임',
  },
  'cause.node-pools': {
    en: '{cluster} has its workload pool, but these node pools have no GKE_METADATA: {nodePools}',
    ko: '{cluster}에 워크로드 풀은 있으나 다음 노드 풀에 GKE_METADATA가 없음: {nodePools}',
  },
  'advice.find-cluster': {
    en: "Look at the cluster that the build installs to: gcloud container clusters list --project={project} --format='table(name,location,workloadIdentityConfig.workloadPool)'",
    ko: "빌드가 설치하는 클러스터를 확인하세요: gcloud container clusters list --project={project} --format='table(name,location,workloadIdentityConfig.workloadPool)'",
  },
  'advice.describe-cluster': {
    en: 'Run: {command}; if its state lasts, contact Support',
    ko: '실행: {command}. 상태가 계속되면 지원팀에 문의하세요',
  },
  'advice.other-pool': {
    en: 'Find out who uses {found}; then run: {command}',
    ko: '{found}을(를) 누가 사용하는지 확인한 뒤 실행하세요: {command}',
  },
  'advice.node-pools': {
    en: 'It recreates the nodes of each pool, so choose the time. Run: {command}',
    ko: '각 풀의 노드가 다시 생성되므로 시점을 정한 뒤 실행하세요: {command}',
  },
  'advice.node-pool': {en: 'Run as well: {command}', ko: '이어서 실행: {command}'},
});
