import {actionTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = actionTexts('disable-service', {
  'step.disable-service': {
    en: 'Turn off {service} in {project}',
    ko: '{project}에서 {service} 사용 중지',
  },
  'risk.disable-service': {
    en: 'High: whatever in the project calls this API stops working, and the problem that it repaired comes back. Google refuses it while other enabled APIs depend on it.',
    ko: '높음: 프로젝트에서 이 API를 호출하는 모든 작업이 중단되고 복구했던 문제가 다시 발생합니다. 이 API에 종속된 다른 API가 사용 설정되어 있으면 Google에서 거부합니다.',
  },
  'action.disable-service': {
    en: 'Turning off {service} in {project}',
    ko: '{project}에서 {service:을/를} 사용 중지하는 중',
  },
  'did.disable-service': {
    en: 'Turned off {service} in {project}',
    ko: '{project}에서 {service:을/를} 사용 중지함',
  },
  'already.disable-service': {
    en: '{service} was already off in {project}',
    ko: '{project}에서 {service:이/가} 이미 사용 중지되어 있었음',
  },
  'would.disable-service': {
    en: 'Would turn off {service} in {project}',
    ko: '{project}에서 {service:을/를} 사용 중지할 예정',
  },
  'failed.disable-service': {
    en: 'Could not turn off {service} in {project}',
    ko: '{project}에서 {service:을/를} 사용 중지하지 못함',
  },
  'unsure.disable-service': {
    en: 'Asked Google to turn off {service} in {project}, without a clear answer',
    ko: '{project}에서 {service} 사용 중지를 요청했으나 응답이 분명하지 않음',
  },
  'refused.disable': {
    en: '{service} is not an API that mesh-responder turns on, so it turns it off neither',
    ko: '{service:은/는} mesh-responder가 사용 설정하는 API가 아니므로 사용 중지하지도 않음',
  },
  'refused.disable-state': {
    en: 'Google reports an unknown state of {service} in {project}',
    ko: '{project}에서 {service}의 상태를 알 수 없음',
  },
});
