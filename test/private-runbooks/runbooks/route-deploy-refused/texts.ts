import {runbookTexts} from 'mesh-responder/runbook';

export const {texts, phrase} = runbookTexts('route-deploy-refused', {
  'headline.route-deploy-refused': {
    en: 'Routes of {target} are not deployed',
    ko: '{target}의 경로가 배포되지 않음',
  },
  'headline.route-deploy-refused.over': {
    en: 'Routes of {target} can be deployed',
    ko: '{target}의 경로 배포 정상',
  },
  'headline.route-deploy-refused.reported': {
    en: 'Reported, not confirmed: routes of {target} are not deployed',
    ko: '미확인 보고: {target}의 경로가 배포되지 않음',
  },
  'cause.route-deploy-refused': {
    en: 'Network Services API is off',
    ko: 'Network Services API가 사용 중지됨',
  },
  'detail.route-deploy-refused': {
    en: 'mesh-deployer writes the routes of {project} through {service}, which is off there.',
    ko: 'mesh-deployer가 {project}의 경로를 배포할 때 사용하는 {service:이/가} 사용 중지되어 있습니다.',
  },
});
