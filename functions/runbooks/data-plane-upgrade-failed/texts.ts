import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('data-plane-upgrade-failed', {
  'foreign.no-event': {
    en: 'its reason is no text, as that of an event is',
    ko: '이벤트의 사유(reason)가 텍스트가 아님',
  },
  'headline.data-plane-upgrade-failed': {
    en: 'The managed data plane could not upgrade pods in {target}: they keep an old proxy',
    ko: '관리형 데이터 영역이 {target}의 포드를 업그레이드하지 못해 이전 프록시가 남아 있음',
  },
  'headline.data-plane-upgrade-failed.over': {
    en: 'The proxies of {target} are up to date',
    ko: '{target}의 프록시가 최신 상태임',
  },
  'cause.upgrade-failed': {
    en: '{pods:number} {pods:plural:pod|pods} of {workloads:number} {workloads:plural:workload|workloads} in {target} could not be upgraded and {pods:plural:waits|wait} for a restart',
    ko: '{target}에서 워크로드 {workloads:number}개의 포드 {pods:number}개를 업그레이드하지 못해 다시 시작해야 함',
  },
  'cause.bare-pods': {
    en: '{pods:number} {pods:plural:pod|pods} in {target} could not be upgraded, and no workload that may be restarted is behind {pods:plural:it|them}',
    ko: '{target}에서 포드 {pods:number}개를 업그레이드하지 못했고, 다시 시작해도 되는 워크로드에 속하지 않음',
  },
  'cause.held-workloads': {
    en: '{pods:number} {pods:plural:pod|pods} in {target} could not be upgraded, and a restart of what {pods:plural:it belongs|they belong} to would replace none',
    ko: '{target}에서 포드 {pods:number}개를 업그레이드하지 못했고, 해당 워크로드를 다시 시작해도 포드가 교체되지 않음',
  },
  'cause.attention-lingers': {
    en: 'No failed pod is left in {target}; the fleet has not noticed yet',
    ko: '{target}에 실패한 포드가 남아 있지 않으나 플릿이 아직 알아차리지 못함',
  },
  'cause.pods-unseen': {
    en: 'Upgrades of the data plane failed in {target}; the pods themselves could not be looked at',
    ko: '{target}에서 데이터 영역 업그레이드가 실패했으나 포드를 직접 볼 수 없었음',
  },
  'advice.find-failed-pods': {
    en: 'Run: kubectl get pods --all-namespaces -l dataplane-upgrade=failed, and restart what they belong to',
    ko: '실행: kubectl get pods --all-namespaces -l dataplane-upgrade=failed. 해당 포드의 워크로드를 다시 시작하세요',
  },
  'advice.delete-pod': {
    en: 'Once its work allows it, replace each by hand, for example: kubectl delete pod {name} --namespace={namespace}',
    ko: '작업에 지장이 없을 때 하나씩 직접 교체하세요. 예: kubectl delete pod {name} --namespace={namespace}',
  },
  'advice.replace-by-hand': {
    en: 'Delete the pods of {workload} one by one, once their work allows it. To find them: kubectl get pods --selector=dataplane-upgrade=failed --namespace={namespace}',
    ko: '작업에 지장이 없을 때 {workload}의 포드를 하나씩 삭제하세요. 포드를 찾으려면: kubectl get pods --selector=dataplane-upgrade=failed --namespace={namespace}',
  },
  'proof.data-plane': {
    en: 'data plane of {membership}: {state} ({said})',
    ko: '{membership}의 데이터 영역: {state}({said})',
  },
  'proof.failed-pods': {
    en: '{count:number} {count:plural:pod|pods} labelled dataplane-upgrade=failed',
    ko: 'dataplane-upgrade=failed 라벨이 있는 포드 {count:number}개',
  },
  'proof.budget': {
    en: 'disruption budget {namespace}/{name} allows no eviction; a rolling restart does not need one',
    ko: '중단 예산 {namespace}/{name}이(가) 축출을 허용하지 않으나 순차 재시작에는 필요하지 않음',
  },
  'proof.short': {
    en: '{workload} has {available:number} of {wanted:number} pods available',
    ko: '{workload}의 포드 {wanted:number}개 중 {available:number}개만 사용 가능',
  },
  'proof.bare': {
    en: '{count:number} {count:plural:pod|pods} without a workload that may be restarted: {name}',
    ko: '다시 시작해도 되는 워크로드가 없는 포드 {count:number}개: {name}',
  },
});
