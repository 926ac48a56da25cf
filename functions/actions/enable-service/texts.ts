import {actionTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = actionTexts('enable-service', {
  'step.enable-service': {
    en: 'Turn on {service} in {project}',
    ko: '{project}에서 {service} 사용 설정',
  },
  'risk.enable-service': {
    en: 'None for running workloads: turning an API on restarts nothing.',
    ko: '실행 중인 워크로드에는 영향이 없습니다. API를 사용 설정해도 다시 시작되는 것은 없습니다.',
  },
  'action.enable-service': {
    en: 'Turning on {service} in {project}',
    ko: '{project}에서 {service:을/를} 사용 설정하는 중',
  },
  'did.enable-service': {
    en: 'Turned on {service} in {project}',
    ko: '{project}에서 {service:을/를} 사용 설정함',
  },
  'already.enable-service': {
    en: '{service} was already on in {project}',
    ko: '{project}에서 {service:이/가} 이미 사용 설정되어 있었음',
  },
  'would.enable-service': {
    en: 'Would turn on {service} in {project}',
    ko: '{project}에서 {service:을/를} 사용 설정할 예정',
  },
  'failed.enable-service': {
    en: 'Could not turn on {service} in {project}',
    ko: '{project}에서 {service:을/를} 사용 설정하지 못함',
  },
  'unsure.enable-service': {
    en: 'Asked Google to turn on {service} in {project}, without a clear answer',
    ko: '{project}에서 {service} 사용 설정을 요청했으나 응답이 분명하지 않음',
  },
  'refused.service': {
    en: '{service} is not an API that mesh-responder turns on',
    ko: '{service:은/는} mesh-responder가 사용 설정하는 API가 아님',
  },
  'refused.service-state': {
    en: 'Google reports an unknown state of {service} in {project}',
    ko: '{project}에서 {service}의 상태를 알 수 없음',
  },
  'by.enable-service': {
    en: '{principal} turned {service} off at {at:time}.',
    ko: '{principal} 계정이 {at:time}에 {service:을/를} 사용 중지했습니다.',
  },
  'by.enable-services': {
    en: '{principal} turned off at least one of these APIs at {at:time}: {service}.',
    ko: '{principal} 계정이 {at:time}에 다음 API 중 하나 이상을 사용 중지했습니다. {service}',
  },
  'remedy.enable-service': {
    en: 'If Terraform manages {project}, add this so that {service} stays on:',
    ko: 'Terraform으로 {project:을/를} 관리한다면 {service:이/가} 사용 중지되지 않도록 다음을 추가하세요.',
  },
});
