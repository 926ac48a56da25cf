import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('identity-provider-missing', {
  'headline.identity-provider-missing': {
    en: 'The fleet membership of {target} has no identity provider',
    ko: '{target}의 플릿 멤버십에 ID 공급업체가 없음',
  },
  'headline.identity-provider-missing.over': {
    en: 'The fleet membership of {target} has its identity provider',
    ko: '{target}의 플릿 멤버십에 ID 공급업체가 있음',
  },
  'foreign.other-membership': {
    en: 'something else about memberships.hub.gke.io than a missing identity provider',
    ko: 'ID 공급업체 누락이 아닌 memberships.hub.gke.io의 다른 내용',
  },
  'proof.issuer': {
    en: 'Identity provider of {membership} ({location}) in fleet {fleet}: {issuer}, needed: {wanted}',
    ko: '플릿 {fleet}의 {membership}({location}) ID 공급업체: {issuer}, 필요한 값: {wanted}',
  },
  'proof.issuer-pool': {
    en: '{cluster} has the workload pool {found} instead of {pool}',
    ko: '{cluster}의 워크로드 풀이 {pool}이(가) 아니라 {found}임',
  },
  'cause.no-issuer': {
    en: '{membership} ({location}) of fleet {fleet} has no identity provider',
    ko: '플릿 {fleet}의 {membership}({location})에 ID 공급업체가 없음',
  },
  'cause.other-issuer': {
    en: '{membership} ({location}) of fleet {fleet} has the identity provider {issuer} instead of {wanted}; one that is set is never rewritten',
    ko: '플릿 {fleet}의 {membership}({location})에 {wanted} 대신 ID 공급업체 {issuer}이(가) 있으며, 설정된 것은 다시 쓰지 않음',
  },
  'advice.other-issuer': {
    en: 'Find out who set {issuer}. It can only be replaced by clearing it first, which turns fleet Workload Identity off for {membership} until {wanted} is set',
    ko: '{issuer}을(를) 누가 설정했는지 확인하세요. 먼저 지워야만 바꿀 수 있으며, 그러면 {wanted}을(를) 설정할 때까지 {membership}의 플릿 워크로드 아이덴티티가 꺼집니다',
  },
  'advice.find-membership': {
    en: "Look at the membership of the cluster that the build installs to: gcloud container fleet memberships list --project={fleet} --format='table(name,authority.issuer)'",
    ko: "빌드가 설치하는 클러스터의 멤버십을 확인하세요: gcloud container fleet memberships list --project={fleet} --format='table(name,authority.issuer)'",
  },
});
