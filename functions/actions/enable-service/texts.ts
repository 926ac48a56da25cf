import {actionTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = actionTexts('enable-service', {
  'action.enable-service': {
    en: 'Enabling {service} in {project}',
    ko: '{project}에서 {service} 사용 설정 중',
  },
  'did.enable-service': {
    en: 'Enabled {service} in {project}',
    ko: '{project}에서 {service} 사용 설정함',
  },
  'already.enable-service': {
    en: '{service} was on in {project} already',
    ko: '{project}에서 {service}이(가) 이미 사용 설정되어 있었음',
  },
  'would.enable-service': {
    en: 'Would enable {service} in {project}',
    ko: '{project}에서 {service}을(를) 사용 설정할 예정',
  },
  'failed.enable-service': {
    en: 'Could not enable {service} in {project}',
    ko: '{project}에서 {service}을(를) 사용 설정하지 못함',
  },
  'unsure.enable-service': {
    en: 'Sent the call to enable {service} in {project}; no clear answer',
    ko: '{project}에서 {service} 사용 설정을 요청했으나 응답이 분명하지 않음',
  },
  'refused.service': {
    en: '{service} is not one of the services this responder may turn on',
    ko: '{service}은(는) 이 대응기가 사용 설정할 수 있는 서비스가 아님',
  },
  'refused.service-state': {
    en: 'The state of {service} in {project} could not be understood',
    ko: '{project}에서 {service}의 상태를 해석할 수 없음',
  },
  'remedy.enable-service': {
    en: 'Usual cause: a google_project_service of {service} that was destroyed in {project}. Keep it with disable_on_destroy = false (code in the history)',
    ko: '흔한 원인: {project}에서 삭제된 {service}의 google_project_service. disable_on_destroy = false로 유지하세요(기록의 코드 참조)',
  },
});
