import {actionTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = actionTexts('set-issuer', {
  'action.set-issuer': {
    en: 'Setting the identity provider of {membership} ({location}) in fleet {fleet} to {issuer}',
    ko: '플릿 {fleet}에서 {membership}({location})의 ID 공급업체를 {issuer}(으)로 설정 중',
  },
  'did.set-issuer': {
    en: 'Set the identity provider of {membership} ({location}) in fleet {fleet} to its cluster {cluster}',
    ko: '플릿 {fleet}에서 {membership}({location})의 ID 공급업체를 클러스터 {cluster}(으)로 설정함',
  },
  'already.set-issuer': {
    en: '{membership} ({location}) in fleet {fleet} had its identity provider already',
    ko: '플릿 {fleet}의 {membership}({location})에 이미 ID 공급업체가 있었음',
  },
  'would.set-issuer': {
    en: 'Would set the identity provider of {membership} ({location}) in fleet {fleet} to its cluster {cluster}',
    ko: '플릿 {fleet}에서 {membership}({location})의 ID 공급업체를 클러스터 {cluster}(으)로 설정할 예정',
  },
  'failed.set-issuer': {
    en: 'Could not set the identity provider of {membership} ({location}) in fleet {fleet}',
    ko: '플릿 {fleet}에서 {membership}({location})의 ID 공급업체를 설정하지 못함',
  },
  'unsure.set-issuer': {
    en: 'Sent the identity provider of {membership} ({location}) to fleet {fleet}; no clear answer',
    ko: '플릿 {fleet}에 {membership}({location})의 ID 공급업체 설정을 요청했으나 응답이 분명하지 않음',
  },
  'refused.other-issuer': {
    en: '{membership} has the identity provider {issuer} by now, and one that is set is never rewritten',
    ko: '{membership}에 이제 ID 공급업체 {issuer}이(가) 있으며, 설정된 것은 다시 쓰지 않음',
  },
  'refused.membership-changed': {
    en: '{membership} does not stand for the same cluster any more',
    ko: '{membership}이(가) 더 이상 같은 클러스터를 나타내지 않음',
  },
});
