import {actionTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = actionTexts('relabel-namespace', {
  'action.relabel-namespace': {
    en: 'Labelling namespace {namespace} in {cluster} for the managed revision {revision}',
    ko: '{cluster}의 네임스페이스 {namespace}에 관리형 버전 {revision} 라벨을 지정하는 중',
  },
  'did.relabel-namespace': {
    en: 'Labelled namespace {namespace} in {cluster} for the managed revision {revision}',
    ko: '{cluster}의 네임스페이스 {namespace}에 관리형 버전 {revision} 라벨을 지정함',
  },
  'already.relabel-namespace': {
    en: 'Namespace {namespace} in {cluster} was labelled for {revision} already',
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
    en: 'Sent the label of namespace {namespace} in {cluster}; no clear answer',
    ko: '{cluster}의 네임스페이스 {namespace}에 라벨 지정을 요청했으나 응답이 분명하지 않음',
  },
  'refused.relabel-system': {
    en: '{namespace} is a namespace of the system; its labels are left alone',
    ko: '{namespace}은(는) 시스템 네임스페이스이므로 라벨을 바꾸지 않음',
  },
  'refused.relabel-gone': {
    en: 'Namespace {namespace} is not there any more; the plan is out of date',
    ko: '네임스페이스 {namespace}이(가) 더 이상 없으므로 계획이 최신이 아님',
  },
  'refused.relabel-disabled': {
    en: "Namespace {namespace} is opted out of injection by now (istio-injection=disabled); that is somebody's decision",
    ko: '네임스페이스 {namespace}은(는) 이제 삽입 대상이 아님(istio-injection=disabled). 누군가 결정한 것이므로 그대로 둠',
  },
});
