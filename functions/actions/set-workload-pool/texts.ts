import {actionTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = actionTexts('set-workload-pool', {
  'step.set-workload-pool': {
    en: 'Turn on Workload Identity for {cluster} ({location}) in {project}',
    ko: '{project}의 {cluster}({location})에서 워크로드 아이덴티티 사용 설정',
  },
  // https://docs.cloud.google.com/kubernetes-engine/docs/how-to/workload-identity
  'risk.set-workload-pool': {
    en: 'Existing node pools and their pods are not changed. They use Workload Identity only after somebody sets GKE_METADATA on them, which recreates their nodes. mesh-responder cannot undo this.',
    ko: '기존 노드 풀과 포드는 바뀌지 않습니다. 노드 풀에 GKE_METADATA를 직접 설정해야 워크로드 아이덴티티를 사용하며, 이때 노드가 다시 생성됩니다. mesh-responder로 되돌릴 수 없습니다.',
  },
  'action.set-workload-pool': {
    en: 'Turning on Workload Identity for {cluster} ({location}) in {project} with the pool {pool}',
    ko: '{project}의 {cluster}({location})에서 풀 {pool:으로/로} 워크로드 아이덴티티를 사용 설정하는 중',
  },
  'did.set-workload-pool': {
    en: 'Turned on Workload Identity for {cluster} ({location}) in {project}',
    ko: '{project}의 {cluster}({location})에서 워크로드 아이덴티티를 사용 설정함',
  },
  'already.set-workload-pool': {
    en: 'Workload Identity was already on for {cluster} ({location}) in {project}',
    ko: '{project}의 {cluster}({location})에서 워크로드 아이덴티티가 이미 사용 설정되어 있었음',
  },
  'would.set-workload-pool': {
    en: 'Would turn on Workload Identity for {cluster} ({location}) in {project}',
    ko: '{project}의 {cluster}({location})에서 워크로드 아이덴티티를 사용 설정할 예정',
  },
  'failed.set-workload-pool': {
    en: 'Could not turn on Workload Identity for {cluster} ({location}) in {project}',
    ko: '{project}의 {cluster}({location})에서 워크로드 아이덴티티를 사용 설정하지 못함',
  },
  'unsure.set-workload-pool': {
    en: 'Asked Google to turn on Workload Identity for {cluster} ({location}) in {project}, without a clear answer',
    ko: '{project}의 {cluster}({location})에서 워크로드 아이덴티티 사용 설정을 요청했으나 응답이 분명하지 않음',
  },
  'refused.other-pool': {
    en: '{cluster} now has the workload pool {pool}. One that is set is not replaced',
    ko: '{cluster}에 이제 워크로드 풀 {pool:이/가} 설정되어 있어 바꾸지 않음',
  },
  'refused.cluster-status': {
    en: '{cluster} is {status}. Only a RUNNING cluster is changed',
    ko: '{cluster}의 상태가 {status}임. RUNNING 상태의 클러스터만 변경함',
  },
  'by.set-workload-pool': {
    en: '{principal} removed the workload pool {pool} from {cluster} at {at:time}.',
    ko: '{principal} 계정이 {at:time}에 {cluster}에서 워크로드 풀 {pool:을/를} 삭제했습니다.',
  },
  'remedy.set-workload-pool': {
    en: 'If Terraform manages {cluster} in {project}, give it the block workload_identity_config:',
    ko: 'Terraform으로 {project}의 {cluster:을/를} 관리한다면 workload_identity_config 블록을 추가하세요.',
  },
});
