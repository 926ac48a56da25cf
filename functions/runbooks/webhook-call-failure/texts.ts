import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('webhook-call-failure', {
  'headline.webhook-call-failure': {
    en: 'Mesh webhook calls fail in {target}',
    ko: '{target}에서 메시 웹훅 호출 실패',
  },
  'headline.webhook-call-failure.over': {
    en: 'Mesh webhooks of {target} work',
    ko: '{target}의 메시 웹훅 정상',
  },
  'headline.webhook-call-failure.reported': {
    en: 'Reported, not confirmed: mesh webhook calls fail in {target}',
    ko: '미확인 보고: {target}에서 메시 웹훅 호출 실패',
  },
  'cause.in-cluster-webhook': {
    en: 'the webhook points inside the cluster',
    ko: '웹훅이 클러스터 내부를 가리킴',
  },
  'detail.in-cluster-webhook': {
    en: 'The error names an address inside the cluster, so the managed control plane and Connect Gateway are not involved. Pods or mesh configuration that need this webhook are rejected.',
    ko: '오류에 클러스터 내부 주소가 있으므로 관리형 제어 영역이나 Connect Gateway와는 관련이 없습니다. 이 웹훅이 필요한 포드 또는 메시 구성은 거부됩니다.',
  },
  'cause.not-managed': {
    en: 'no managed control plane in fleet {fleet}',
    ko: '플릿 {fleet}에 관리형 제어 영역이 없음',
  },
  'detail.not-managed': {
    en: 'Fleet {fleet} has no managed control plane for {target}, so the failing webhook is not the fleet’s.',
    ko: '플릿 {fleet}에 {target}의 관리형 제어 영역이 없으므로 실패하는 웹훅은 이 플릿의 것이 아닙니다.',
  },
  'advice.in-cluster-webhook': {
    en: 'Find the configuration that an in-cluster istiod left behind, and delete it once no namespace uses it. List the configurations:',
    ko: '클러스터 내 istiod가 남긴 구성을 찾고, 사용하는 네임스페이스가 없으면 삭제하세요. 구성을 나열하려면 다음 명령어를 실행하세요.',
    run: 'kubectl get mutatingwebhookconfigurations,validatingwebhookconfigurations',
  },
  'risk.in-cluster-webhook': {
    en: 'Without the configuration, pods of namespaces that still use it start without a sidecar.',
    ko: '구성을 삭제하면 아직 이를 사용하는 네임스페이스의 포드가 사이드카 없이 시작됩니다.',
  },
  'proof.in-cluster-tail': {
    en: 'The error in the log names an address inside the cluster',
    ko: '로그의 오류에 클러스터 내부 주소가 있음',
  },
  'proof.no-cause': {
    en: 'No known cause found for {target}',
    ko: '{target}에서 알려진 원인을 찾지 못함',
  },
  'foreign.other-webhook': {
    en: 'not a webhook of the mesh: {webhook}',
    ko: '메시의 웹훅이 아님: {webhook}',
  },
  'foreign.unnamed-webhook': {
    en: 'the name of the failing webhook is not quoted, so it is unknown which one failed',
    ko: '웹훅 이름이 따옴표로 표시되지 않아 어떤 웹훅이 실패했는지 알 수 없음',
  },
  'foreign.in-conditions': {
    en: 'the write succeeded; the failed call is in the conditions of its object, and an event reports it as well',
    ko: '성공한 쓰기 작업. 실패한 호출은 객체의 조건에 있으며 별도의 이벤트로도 보고됨',
  },
  'foreign.denied': {
    en: 'the webhook answered and denied the request: a policy decision, not a failure',
    ko: '웹훅이 응답하여 요청을 거부함. 장애가 아닌 정책 결정',
  },
});
