import {actionTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = actionTexts('set-issuer', {
  'step.set-issuer': {
    en: 'Set the identity provider of {membership} ({location}) in fleet {fleet} to cluster {cluster}',
    ko: '플릿 {fleet}에서 {membership}({location})의 ID 공급업체를 클러스터 {cluster:으로/로} 설정',
  },
  'risk.set-issuer': {
    en: 'None for running workloads: the membership gets an identity provider, and nothing restarts. mesh-responder cannot undo this.',
    ko: '실행 중인 워크로드에는 영향이 없습니다. 멤버십에 ID 공급업체가 설정될 뿐 다시 시작되는 것은 없습니다. mesh-responder로 되돌릴 수 없습니다.',
  },
  'action.set-issuer': {
    en: 'Setting the identity provider of {membership} ({location}) in fleet {fleet} to {issuer}',
    ko: '플릿 {fleet}에서 {membership}({location})의 ID 공급업체를 {issuer:으로/로} 설정하는 중',
  },
  'did.set-issuer': {
    en: 'Set the identity provider of {membership} ({location}) in fleet {fleet} to cluster {cluster}',
    ko: '플릿 {fleet}에서 {membership}({location})의 ID 공급업체를 클러스터 {cluster:으로/로} 설정함',
  },
  'already.set-issuer': {
    en: '{membership} ({location}) in fleet {fleet} already had its identity provider',
    ko: '플릿 {fleet}의 {membership}({location})에 이미 ID 공급업체가 있었음',
  },
  'would.set-issuer': {
    en: 'Would set the identity provider of {membership} ({location}) in fleet {fleet} to cluster {cluster}',
    ko: '플릿 {fleet}에서 {membership}({location})의 ID 공급업체를 클러스터 {cluster:으로/로} 설정할 예정',
  },
  'failed.set-issuer': {
    en: 'Could not set the identity provider of {membership} ({location}) in fleet {fleet}',
    ko: '플릿 {fleet}에서 {membership}({location})의 ID 공급업체를 설정하지 못함',
  },
  'unsure.set-issuer': {
    en: 'Asked Google to set the identity provider of {membership} ({location}) in fleet {fleet}, without a clear answer',
    ko: '플릿 {fleet}에 {membership}({location})의 ID 공급업체 설정을 요청했으나 응답이 분명하지 않음',
  },
  'refused.other-issuer': {
    en: '{membership} now has the identity provider {issuer}. One that is set is not replaced',
    ko: '{membership}에 이제 ID 공급업체 {issuer:이/가} 설정되어 있어 바꾸지 않음',
  },
  'refused.membership-changed': {
    en: '{membership} is no longer the membership of the same cluster',
    ko: '{membership:은/는} 더 이상 같은 클러스터의 멤버십이 아님',
  },
});
