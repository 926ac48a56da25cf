import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('required-api-disabled', {
  'headline.required-api-disabled': {
    en: 'Mesh of {target} is at risk',
    ko: '{target}의 메시에 장애 위험 있음',
  },
  'headline.required-api-disabled.over': {
    en: 'Required mesh APIs of {target} are on',
    ko: '{target}에서 메시에 필요한 API가 사용 설정됨',
  },
  'headline.required-api-disabled.reported': {
    en: 'Reported, not confirmed: a required mesh API of {target} is off',
    ko: '미확인 보고: {target}에서 메시에 필요한 API 사용 중지됨',
  },
  'cause.api-needed-off': {
    en: '{service} is off',
    ko: '{service} 사용 중지됨',
  },
  'detail.api-needed-off': {
    en: 'Managed mesh needs {service} in {project}, where it is DISABLED.',
    ko: '관리형 메시에 필요한 {service:이/가} {project}에서 DISABLED 상태입니다.',
  },
  'cause.apis-off': {
    en: '{count:number} required APIs are off',
    ko: '필요한 API {count:number}개 사용 중지됨',
  },
  'detail.apis-off': {
    en: 'Managed mesh needs these APIs in {project}, where they are DISABLED: {services}.',
    ko: '관리형 메시에 필요한 다음 API가 {project}에서 DISABLED 상태입니다. {services}',
  },
  'proof.nothing-needed': {
    en: 'Fleet {fleet} has no managed cluster, so it needs no APIs for one',
    ko: '플릿 {fleet}에 관리형 클러스터가 없어 필요한 API가 없음',
  },
  'proof.fleet-location-unseen': {
    en: 'Fleet {fleet}: no answer from {location}, so the APIs that its clusters need are unknown',
    ko: '플릿 {fleet}: {location}에서 응답이 없어 그곳의 클러스터에 필요한 API를 알 수 없음',
  },
  'foreign.gateway-too': {
    en: 'Connect Gateway API is off as well, and it comes first',
    ko: 'Connect Gateway API도 사용 중지되어 있어 먼저 확인함',
  },
  'foreign.not-required': {
    en: 'about {service}, which managed mesh does not need',
    ko: '{service}에 관한 항목이며 관리형 메시에 필요하지 않음',
  },
});
