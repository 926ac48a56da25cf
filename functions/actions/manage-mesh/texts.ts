import {actionTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = actionTexts('manage-mesh', {
  'step.manage-mesh': {
    en: 'Turn on automatic mesh management of {membership} ({location}) in fleet {fleet}',
    ko: '플릿 {fleet}에서 {membership}({location})의 메시 자동 관리 사용 설정',
  },
  // https://docs.cloud.google.com/service-mesh/docs/operate-and-maintain/managed-data-plane
  'risk.manage-mesh': {
    en: 'Running pods keep their proxies for now. Google manages the control plane from then on, and may later evict pods to upgrade their proxies. mesh-responder cannot undo this.',
    ko: '실행 중인 포드의 프록시는 당장 바뀌지 않습니다. 이후 Google이 제어 영역을 관리하며 프록시를 업그레이드하기 위해 포드를 제거할 수 있습니다. mesh-responder로 되돌릴 수 없습니다.',
  },
  'action.manage-mesh': {
    en: 'Turning on automatic mesh management of {membership} ({location}) in fleet {fleet}',
    ko: '{membership}({location}) 메시를 플릿 {fleet}의 관리 대상으로 설정하는 중',
  },
  'did.manage-mesh': {
    en: 'Turned on automatic mesh management of {membership} ({location}) in fleet {fleet}',
    ko: '{membership}({location}) 메시를 플릿 {fleet}의 관리 대상으로 설정함',
  },
  'already.manage-mesh': {
    en: 'The mesh of {membership} ({location}) in fleet {fleet} no longer needed a change',
    ko: '플릿 {fleet}의 {membership}({location}) 메시는 더 이상 변경할 필요가 없었음',
  },
  'would.manage-mesh': {
    en: 'Would turn on automatic mesh management of {membership} ({location}) in fleet {fleet}',
    ko: '{membership}({location}) 메시를 플릿 {fleet}의 관리 대상으로 설정할 예정',
  },
  'failed.manage-mesh': {
    en: 'Could not turn on automatic mesh management of {membership} ({location}) in fleet {fleet}',
    ko: '{membership}({location}) 메시를 플릿 {fleet}의 관리 대상으로 설정하지 못함',
  },
  'unsure.manage-mesh': {
    en: 'Asked Google to turn on automatic mesh management of {membership} ({location}) in fleet {fleet}, without a clear answer',
    ko: '플릿 {fleet}에 {membership}({location})의 메시 자동 관리를 요청했으나 응답이 분명하지 않음',
  },
  'refused.no-membership': {
    en: 'The mesh feature of the fleet no longer has the membership {membership}',
    ko: '플릿의 메시 기능에 {membership} 멤버십이 더 이상 없음',
  },
  'refused.management': {
    en: 'Somebody chose {management} for {membership}, so automatic management is not turned on',
    ko: '{membership}의 관리 방식 {management:은/는} 직접 선택된 것이므로 자동 관리로 바꾸지 않음',
  },
});
