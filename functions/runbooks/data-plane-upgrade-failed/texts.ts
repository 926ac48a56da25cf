import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('data-plane-upgrade-failed', {
  'headline.data-plane-upgrade-failed': {
    en: 'Data plane of {target} needs attention',
    ko: '{target}의 데이터 영역에 수동 개입 필요',
  },
  'headline.data-plane-upgrade-failed.over': {
    en: 'Proxies of {target} are up to date',
    ko: '{target}의 프록시가 최신 상태임',
  },
  'headline.data-plane-upgrade-failed.reported': {
    en: 'Reported, not confirmed: pods of {target} keep an old proxy',
    ko: '미확인 보고: {target}의 포드에 이전 프록시가 남아 있음',
  },
  'cause.upgrade-failed': {en: 'upgrade of proxies failed', ko: '프록시 업그레이드 실패'},
  'detail.upgrade-failed': {
    en: 'The managed data plane could not upgrade {pods:number} {pods:plural:pod|pods} of {workloads:number} {workloads:plural:workload|workloads}. A restart upgrades {pods:plural:it|them}.',
    ko: '관리형 데이터 영역에서 워크로드 {workloads:number}개의 포드 {pods:number}개를 업그레이드하지 못했습니다. 프록시를 업그레이드하려면 다시 시작해야 합니다.',
  },
  'cause.bare-pods': {
    en: 'upgrade failed, no workload can be restarted',
    ko: '업그레이드에 실패했고 재시작할 워크로드가 없음',
  },
  'detail.bare-pods': {
    en: 'The managed data plane could not upgrade {pods:number} {pods:plural:pod|pods}. No workload that can be restarted owns {pods:plural:it|them}.',
    ko: '관리형 데이터 영역에서 포드 {pods:number}개를 업그레이드하지 못했습니다. 이 포드는 재시작할 수 있는 워크로드에 속하지 않습니다.',
  },
  'cause.held-workloads': {
    en: 'upgrade failed, rollouts are paused or OnDelete',
    ko: '업그레이드에 실패했고 롤아웃이 일시중지되었거나 OnDelete임',
  },
  'detail.held-workloads': {
    en: 'The managed data plane could not upgrade {pods:number} {pods:plural:pod|pods}, and a restart of {pods:plural:its workload|their workloads} would replace none.',
    ko: '관리형 데이터 영역에서 포드 {pods:number}개를 업그레이드하지 못했습니다. 해당 워크로드를 재시작해도 포드가 교체되지 않습니다.',
  },
  'cause.attention-lingers': {
    en: 'fleet still reports failed upgrades',
    ko: '플릿에서 업그레이드 실패를 아직 보고함',
  },
  'detail.attention-lingers': {
    en: 'No pod with the label dataplane-upgrade=failed is left in {target}, but the fleet still reports failed upgrades.',
    ko: '{target}에 dataplane-upgrade=failed 라벨이 있는 포드가 더 이상 없지만 플릿에서 업그레이드 실패를 아직 보고합니다.',
  },
  'cause.pods-unseen': {
    en: 'upgrade failed, pods could not be checked',
    ko: '업그레이드에 실패했고 포드를 확인하지 못함',
  },
  'detail.pods-unseen': {
    en: 'Failed upgrades are reported for {target}, but mesh-responder could not look into the cluster.',
    ko: '{target}의 업그레이드 실패가 보고되었지만 mesh-responder가 클러스터 내부를 확인하지 못했습니다.',
  },
  'advice.find-failed-pods': {
    en: 'Find the pods that could not be upgraded, and restart their workloads:',
    ko: '다음 명령어로 업그레이드되지 않은 포드를 찾고 해당 워크로드를 재시작하세요.',
    run: 'kubectl get pods --all-namespaces -l dataplane-upgrade=failed',
  },
  'advice.delete-pod': {
    en: 'Delete each pod when its work allows it. Start with {name}:',
    ko: '작업에 지장이 없을 때 포드를 하나씩 삭제하세요. {name}부터 다음 명령어를 실행하세요.',
    run: 'kubectl delete pod {name} --namespace={namespace}',
  },
  'risk.delete-pod': {
    en: 'A pod that no controller owns does not come back after it is deleted.',
    ko: '컨트롤러가 없는 포드는 삭제하면 다시 생성되지 않습니다.',
  },
  'advice.replace-by-hand': {
    en: 'Delete the pods of {workload} one by one, when their work allows it. Find them:',
    ko: '작업에 지장이 없을 때 {workload}의 포드를 하나씩 삭제하세요. 포드를 찾으려면 다음 명령어를 실행하세요.',
    run: 'kubectl get pods --selector=dataplane-upgrade=failed --namespace={namespace}',
  },
  'risk.replace-by-hand': {
    en: 'Each deleted pod is missing until its workload has started a new one.',
    ko: '삭제한 포드는 워크로드가 새 포드를 시작할 때까지 사용할 수 없습니다.',
  },
  'proof.data-plane': {
    en: 'Data plane of {membership}: {state}: {said}',
    ko: '{membership}의 데이터 영역: {state}: {said}',
  },
  'proof.failed-pods': {
    en: '{count:number} {count:plural:pod has|pods have} the label dataplane-upgrade=failed',
    ko: 'dataplane-upgrade=failed 라벨이 있는 포드 {count:number}개',
  },
  'proof.budget': {
    en: 'PodDisruptionBudget {namespace}/{name} allows no eviction. A rolling restart needs none',
    ko: 'PodDisruptionBudget {namespace}/{name:이/가} 포드 제거를 허용하지 않음. 순차적 재시작에는 필요하지 않음',
  },
  'proof.short': {
    en: '{workload}: {available:number} of {wanted:number} pods available',
    ko: '{workload}: 포드 {wanted:number}개 중 {available:number}개 사용 가능',
  },
  'proof.bare': {
    en: '{count:number} {count:plural:pod|pods} without a workload that can be restarted: {name}',
    ko: '재시작할 수 있는 워크로드에 속하지 않는 포드 {count:number}개: {name}',
  },
  'foreign.no-event': {
    en: 'its reason is not text, unlike that of an event',
    ko: '이벤트의 사유(reason)가 텍스트가 아님',
  },
});
