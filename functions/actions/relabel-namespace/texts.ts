import {actionTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = actionTexts('relabel-namespace', {
  'step.relabel-namespace': {
    en: 'Label namespace {namespace} in {cluster} for the managed revision {revision}',
    ko: '{cluster}의 네임스페이스 {namespace}에 관리형 버전 {revision} 라벨 지정',
  },
  'risk.relabel-namespace': {
    en: 'Running pods keep their proxies. Pods that start from then on get the proxy of the managed control plane. mesh-responder cannot undo this.',
    ko: '실행 중인 포드의 프록시는 바뀌지 않습니다. 이후 시작되는 포드에는 관리형 제어 영역의 프록시가 삽입됩니다. mesh-responder로 되돌릴 수 없습니다.',
  },
  'action.relabel-namespace': {
    en: 'Labeling namespace {namespace} in {cluster} for the managed revision {revision}',
    ko: '{cluster}의 네임스페이스 {namespace}에 관리형 버전 {revision} 라벨을 지정하는 중',
  },
  'did.relabel-namespace': {
    en: 'Labeled namespace {namespace} in {cluster} for the managed revision {revision}',
    ko: '{cluster}의 네임스페이스 {namespace}에 관리형 버전 {revision} 라벨을 지정함',
  },
  'already.relabel-namespace': {
    en: 'Namespace {namespace} in {cluster} already had the label for {revision}',
    ko: '{cluster}의 네임스페이스 {namespace}에 이미 {revision} 라벨이 있었음',
  },
  'would.relabel-namespace': {
    en: 'Would label namespace {namespace} in {cluster} for the managed revision {revision}',
    ko: '{cluster}의 네임스페이스 {namespace}에 관리형 버전 {revision} 라벨을 지정할 예정',
  },
  'failed.relabel-namespace': {
    en: 'Could not label namespace {namespace} in {cluster}',
    ko: '{cluster}의 네임스페이스 {namespace}에 라벨을 지정하지 못함',
  },
  'unsure.relabel-namespace': {
    en: 'Asked the cluster {cluster} to label namespace {namespace}, without a clear answer',
    ko: '{cluster}의 네임스페이스 {namespace}에 라벨 지정을 요청했으나 응답이 분명하지 않음',
  },
  'refused.relabel-system': {
    en: '{namespace} is a system namespace, so its labels are not changed',
    ko: '{namespace:은/는} 시스템 네임스페이스이므로 라벨을 바꾸지 않음',
  },
  'refused.relabel-gone': {
    en: 'Namespace {namespace} no longer exists, so the plan is out of date',
    ko: '{namespace} 네임스페이스가 더 이상 없어 계획이 최신이 아님',
  },
  'refused.relabel-disabled': {
    en: 'Somebody turned injection off for namespace {namespace} (istio-injection=disabled), so its labels are not changed',
    ko: '{namespace} 네임스페이스의 삽입이 사용 중지되어 있어(istio-injection=disabled) 라벨을 바꾸지 않음',
  },
});
