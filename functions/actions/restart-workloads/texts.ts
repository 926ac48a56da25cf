import {actionTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = actionTexts('restart-workloads', {
  'action.restart-workloads': {
    en: 'Restarting, pod by pod, in {cluster}: {workloads}',
    ko: '{cluster}에서 포드를 하나씩 다시 시작하는 중: {workloads}',
  },
  'did.restart-workloads': {
    en: 'Restarted in {cluster}: {workloads}',
    ko: '{cluster}에서 다시 시작함: {workloads}',
  },
  'already.restart-workloads': {
    en: 'No longer in need of a restart in {cluster}: {workloads}',
    ko: '{cluster}에서 더 이상 다시 시작할 필요 없음: {workloads}',
  },
  'would.restart-workloads': {
    en: 'Would restart, pod by pod, in {cluster}: {workloads}',
    ko: '{cluster}에서 포드를 하나씩 다시 시작할 예정: {workloads}',
  },
  'failed.restart-workloads': {
    en: 'Could not restart all of these in {cluster}: {workloads}',
    ko: '{cluster}에서 일부 또는 전부를 다시 시작하지 못함: {workloads}',
  },
  'unsure.restart-workloads': {
    en: 'Asked for a restart in {cluster}; no clear answer: {workloads}',
    ko: '{cluster}에서 다시 시작을 요청했으나 응답이 분명하지 않음: {workloads}',
  },
  'refused.restart-paused': {
    en: 'Paused, so that a restart would replace no pod: {workloads}. Nothing was restarted; resume the rollout first',
    ko: '일시중지되어 있어 다시 시작해도 포드가 교체되지 않음: {workloads}. 아무것도 다시 시작하지 않았으니 먼저 롤아웃을 재개하세요',
  },
  'refused.restart-on-delete': {
    en: 'Updated by OnDelete, so that a restart would replace no pod: {workloads}. Nothing was restarted; delete their pods one by one',
    ko: '업데이트 전략이 OnDelete여서 다시 시작해도 포드가 교체되지 않음: {workloads}. 아무것도 다시 시작하지 않았으니 포드를 하나씩 삭제하세요',
  },
  'refused.restart-namespace': {
    en: '{workload} is in a namespace of the system; nothing is restarted there',
    ko: '{workload}은(는) 시스템 네임스페이스에 있으므로 다시 시작하지 않음',
  },
});
