import {runbookTexts} from 'mesh-responder/runbook';

export const {texts, phrase} = runbookTexts('trace-api-disabled', {
  'headline.trace-api-disabled': {
    en: 'Traces of {target} are lost',
    ko: '{target}의 trace가 수집되지 않음',
  },
  'headline.trace-api-disabled.over': {
    en: 'Traces of {target} are collected',
    ko: '{target}의 trace 수집 정상',
  },
  'headline.trace-api-disabled.reported': {
    en: 'Reported, not confirmed: traces of {target} are lost',
    ko: '미확인 보고: {target}의 trace가 수집되지 않음',
  },
  'cause.trace-api-disabled': {
    en: 'Cloud Trace API is off',
    ko: 'Cloud Trace API가 사용 중지됨',
  },
  'detail.trace-api-disabled': {
    en: 'The sidecars of {project} send traces, and {service} is off there.',
    ko: '{project}의 사이드카가 trace를 보내지만 {service:이/가} 사용 중지되어 있습니다.',
  },
});
