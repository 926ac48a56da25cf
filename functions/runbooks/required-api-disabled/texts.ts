import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('required-api-disabled', {
  'headline.required-api-disabled': {
    en: 'An API that the mesh needs is off in {target}',
    ko: '{target}에서 메시에 필요한 API가 꺼져 있음',
  },
  'headline.required-api-disabled.over': {
    en: 'The APIs that the mesh needs are on in {target}',
    ko: '{target}에서 메시에 필요한 API가 켜져 있음',
  },
  'cause.apis-off': {
    en: 'Off in {project}, and needed by managed mesh: {services}',
    ko: '{project}에서 관리형 메시에 필요한 API가 꺼져 있음: {services}',
  },
  'proof.nothing-needed': {
    en: 'Fleet {fleet} has no managed cluster, so no API is needed for one',
    ko: '플릿 {fleet}에 관리형 클러스터가 없으므로 필요한 API가 없음',
  },
  'proof.fleet-location-unseen': {
    en: 'Fleet {fleet}: no answer from {location}; what clusters there need is not known',
    ko: '플릿 {fleet}: {location}에서 응답이 없어 그곳의 클러스터에 무엇이 필요한지 알 수 없음',
  },
  'foreign.gateway-too': {
    en: 'the Connect Gateway API is off as well, and that is looked at first',
    ko: 'Connect Gateway API도 꺼져 있으며 그것을 먼저 확인함',
  },
  'foreign.not-required': {
    en: 'about {service}, which managed mesh does not need',
    ko: '{service}에 관한 항목이며 관리형 메시에는 필요하지 않음',
  },
});
