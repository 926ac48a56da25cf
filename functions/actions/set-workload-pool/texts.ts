import {actionTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = actionTexts('set-workload-pool', {
  'action.set-workload-pool': {
    en: 'Turning Workload Identity on in {project}/{location}/{cluster} with the pool {pool}; its existing node pools need GKE_METADATA afterwards, which a person sets',
    ko: '{project}/{location}/{cluster}에서 풀 {pool}(으)로 워크로드 아이덴티티 사용 설정 중. 이후 기존 노드 풀에 GKE_METADATA가 필요하며 이는 사람이 설정함',
  },
  'did.set-workload-pool': {
    en: 'Turned Workload Identity on in {project}/{location}/{cluster}; its existing node pools still need GKE_METADATA',
    ko: '{project}/{location}/{cluster}에서 워크로드 아이덴티티를 사용 설정함. 기존 노드 풀에는 아직 GKE_METADATA가 필요함',
  },
  'already.set-workload-pool': {
    en: '{project}/{location}/{cluster} had Workload Identity on already',
    ko: '{project}/{location}/{cluster}에는 워크로드 아이덴티티가 이미 사용 설정되어 있었음',
  },
  'would.set-workload-pool': {
    en: 'Would turn Workload Identity on in {project}/{location}/{cluster}; its existing node pools would need GKE_METADATA afterwards',
    ko: '{project}/{location}/{cluster}에서 워크로드 아이덴티티를 사용 설정할 예정. 이후 기존 노드 풀에 GKE_METADATA가 필요함',
  },
  'failed.set-workload-pool': {
    en: 'Could not turn Workload Identity on in {project}/{location}/{cluster}',
    ko: '{project}/{location}/{cluster}에서 워크로드 아이덴티티를 사용 설정하지 못함',
  },
  'unsure.set-workload-pool': {
    en: 'Sent the call to turn Workload Identity on in {project}/{location}/{cluster}; no clear answer',
    ko: '{project}/{location}/{cluster}에서 워크로드 아이덴티티 사용 설정을 요청했으나 응답이 분명하지 않음',
  },
  'refused.other-pool': {
    en: '{cluster} has the workload pool {pool} by now, and a pool that is set is never changed',
    ko: '{cluster}에 이제 워크로드 풀 {pool}이(가) 있으며, 설정된 풀은 바꾸지 않음',
  },
  'refused.cluster-status': {
    en: '{cluster} is {status}; only a cluster that is RUNNING is changed',
    ko: '{cluster} 상태가 {status}임. RUNNING 상태의 클러스터만 변경함',
  },
  'remedy.set-workload-pool': {
    en: 'Usual cause: a google_container_cluster of {cluster} in {project} without workload_identity_config. Add the block (code in the history)',
    ko: '흔한 원인: {project}의 {cluster}에 대한 google_container_cluster에 workload_identity_config가 없음. 블록을 추가하세요(기록의 코드 참조)',
  },
});
