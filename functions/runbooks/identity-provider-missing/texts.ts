import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('identity-provider-missing', {
  'headline.identity-provider-missing': {
    en: 'Fleet Workload Identity of {target} is not ready',
    ko: '{target}의 플릿 워크로드 아이덴티티가 준비되지 않음',
  },
  'headline.identity-provider-missing.over': {
    en: 'Fleet Workload Identity of {target} is ready',
    ko: '{target}의 플릿 워크로드 아이덴티티가 준비됨',
  },
  'headline.identity-provider-missing.reported': {
    en: 'Reported, not confirmed: membership of {target} has no identity provider',
    ko: '미확인 보고: {target}의 멤버십에 ID 공급업체가 없음',
  },
  'cause.no-issuer': {en: 'identity provider is missing', ko: 'ID 공급업체가 지정되지 않음'},
  'detail.no-issuer': {
    en: '{membership} ({location}) in fleet {fleet} has no identity provider, {wanted} is expected.',
    ko: '플릿 {fleet}의 {membership}({location})에 ID 공급업체가 지정되지 않았습니다. {wanted:이/가} 필요합니다.',
  },
  'cause.other-issuer': {
    en: 'identity provider is wrong',
    ko: 'ID 공급업체가 잘못됨',
  },
  'detail.other-issuer': {
    en: '{membership} ({location}) in fleet {fleet} has the identity provider {issuer}, {wanted} is expected.',
    ko: '플릿 {fleet}의 {membership}({location})에 ID 공급업체 {issuer:이/가} 지정되어 있지만 {wanted:이/가} 필요합니다.',
  },
  'advice.other-issuer': {
    en: 'Find out who set {issuer}. If nothing needs it, clear it, then set {wanted}. mesh-responder does not replace an identity provider.',
    ko: '{issuer:을/를} 누가 설정했는지 확인하세요. 사용하는 곳이 없으면 삭제한 후 {wanted:을/를} 설정하세요. mesh-responder는 설정된 ID 공급업체를 바꾸지 않습니다.',
  },
  'risk.other-issuer': {
    en: 'Fleet Workload Identity is off for {membership} until the new identity provider is set.',
    ko: '새 ID 공급업체를 설정할 때까지 {membership}의 플릿 워크로드 아이덴티티를 사용할 수 없습니다.',
  },
  'advice.find-membership': {
    en: 'Check the membership of the cluster that the build installs to:',
    ko: '빌드에서 설치하는 클러스터의 멤버십을 다음 명령어로 확인하세요.',
    run: "gcloud container fleet memberships list --project={fleet} --format='table(name,authority.issuer)'",
  },
  'proof.issuer': {
    en: 'Identity provider of {membership} ({location}) in fleet {fleet}: {issuer}, expected {wanted}',
    ko: '플릿 {fleet}의 {membership}({location}) ID 공급업체: {issuer}, 필요한 값: {wanted}',
  },
  'proof.issuer-pool': {
    en: 'Workload pool of {cluster}: {found}, expected {pool}',
    ko: '{cluster}의 워크로드 풀: {found}, 필요한 값: {pool}',
  },
  'foreign.other-membership': {
    en: 'about memberships.hub.gke.io, but not about a missing identity provider',
    ko: 'memberships.hub.gke.io에 관한 내용이지만 ID 공급업체 누락이 아님',
  },
  'danger.issuer-gone': {
    en: 'membership {membership} of fleet {fleet} would have no issuer of workload identities',
    ko: '플릿 {fleet}의 멤버십 {membership}에 워크로드 아이덴티티 발급자가 없어짐',
  },
  'danger.issuer-never': {
    en: 'membership {membership} of fleet {fleet} is made without an issuer of workload identities',
    ko: '플릿 {fleet}의 멤버십 {membership:이/가} 워크로드 아이덴티티 발급자 없이 만들어짐',
  },
  'danger.issuer-other': {
    en: 'membership {membership} of fleet {fleet} would have an issuer that is not its cluster’s',
    ko: '플릿 {fleet}의 멤버십 {membership}에 클러스터의 것이 아닌 발급자가 설정됨',
  },
  'remedy.issuer': {
    en: 'Keep authority with issuer = "https://container.googleapis.com/v1/projects/PROJECT/locations/LOCATION/clusters/CLUSTER" of {membership}, with the names of its cluster.',
    ko: '{membership}에 authority with issuer = "https://container.googleapis.com/v1/projects/PROJECT/locations/LOCATION/clusters/CLUSTER" 블록을 해당 클러스터의 이름으로 유지하세요.',
  },
  'unknown.issuer-cluster': {
    en: 'whether the new issuer of membership {membership} in fleet {fleet} is the one of its cluster does not show in the plan',
    ko: '플릿 {fleet}의 멤버십 {membership}에 새로 설정되는 발급자가 클러스터의 발급자와 같은지 계획에 나타나지 않음',
  },
  'unknown.issuer': {
    en: 'the issuer of workload identities of membership {membership} in fleet {fleet} is known after apply',
    ko: '플릿 {fleet}의 멤버십 {membership}에 설정될 워크로드 아이덴티티 발급자는 적용 후에 알 수 있음',
  },
});
