import {actionTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = actionTexts('restart-workloads', {
  'step.restart-workloads': {
    en: 'Restart {workloads} in {cluster}',
    ko: '{cluster}에서 {workloads} 순차적 재시작',
  },
  'risk.restart-workloads': {
    en: 'Rolling restart of these workloads at the same time, each by its own update strategy.',
    ko: '이 워크로드들의 순차적 재시작이 동시에 시작되며, 각각 자체 업데이트 전략을 따릅니다.',
  },
  'action.restart-workloads': {
    en: 'Restarting {workloads} in {cluster}',
    ko: '{cluster}에서 {workloads:을/를} 순차적으로 재시작하는 중',
  },
  'did.restart-workloads': {
    en: 'Restarted {workloads} in {cluster}',
    ko: '{cluster}에서 {workloads:을/를} 순차적으로 재시작함',
  },
  'already.restart-workloads': {
    en: 'No restart needed any more in {cluster}: {workloads}',
    ko: '{cluster}에서 더 이상 재시작할 필요 없음: {workloads}',
  },
  'would.restart-workloads': {
    en: 'Would restart {workloads} in {cluster}',
    ko: '{cluster}에서 {workloads:을/를} 순차적으로 재시작할 예정',
  },
  'failed.restart-workloads': {
    en: 'Could not restart all of these in {cluster}: {workloads}',
    ko: '{cluster}에서 다음 워크로드 중 일부 또는 전부를 재시작하지 못함: {workloads}',
  },
  'unsure.restart-workloads': {
    en: 'Asked the cluster {cluster} to restart these, without a clear answer: {workloads}',
    ko: '{cluster}에서 재시작을 요청했으나 응답이 분명하지 않음: {workloads}',
  },
  'refused.restart-paused': {
    en: 'Nothing was restarted. The rollout of these workloads is paused, so a restart would replace no pod: {workloads}. Resume it first',
    ko: '재시작하지 않음. 롤아웃이 일시중지되어 있어 재시작해도 포드가 교체되지 않으므로 먼저 롤아웃 재개 필요: {workloads}',
  },
  'refused.restart-on-delete': {
    en: 'Nothing was restarted. The update strategy of these workloads is OnDelete, so a restart would replace no pod: {workloads}. Delete their pods one by one',
    ko: '재시작하지 않음. 업데이트 전략이 OnDelete여서 재시작해도 포드가 교체되지 않으므로 포드를 하나씩 삭제해야 함: {workloads}',
  },
  'refused.restart-namespace': {
    en: '{workload} is in a system namespace, so it is not restarted',
    ko: '{workload:은/는} 시스템 네임스페이스에 있으므로 재시작하지 않음',
  },
});
