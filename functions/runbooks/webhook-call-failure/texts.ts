import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('webhook-call-failure', {
  'headline.webhook-call-failure': {
    en: 'A mesh webhook cannot be called in {target}: pods or mesh configuration are refused',
    ko: '{target}에서 메시 웹훅을 호출할 수 없어 포드 또는 메시 설정이 거부됨',
  },
  'headline.webhook-call-failure.over': {
    en: 'Mesh webhooks of {target}',
    ko: '{target}의 메시 웹훅',
  },
  'cause.in-cluster-webhook': {
    en: 'The webhook that fails in {target} is called inside the cluster, not through the managed control plane',
    ko: '{target}에서 실패하는 웹훅은 관리형 제어 영역이 아니라 클러스터 내부에서 호출됨',
  },
  'advice.in-cluster-webhook': {
    en: 'Look for a webhook left behind by an in-cluster istiod: kubectl get mutatingwebhookconfigurations,validatingwebhookconfigurations, and delete its configuration once nothing uses it',
    ko: '클러스터 내 istiod가 남긴 웹훅을 확인하고(kubectl get mutatingwebhookconfigurations,validatingwebhookconfigurations), 아무도 쓰지 않으면 그 구성을 삭제하세요',
  },
  'proof.in-cluster-tail': {
    en: 'The error names an address inside the cluster; the Connect Gateway is not involved',
    ko: '오류가 클러스터 내부 주소를 가리키며 Connect Gateway와 무관함',
  },
  'proof.no-cause': {
    en: 'None of the known causes shows for {target}',
    ko: '{target}에서 알려진 원인이 보이지 않음',
  },
  'foreign.other-webhook': {
    en: 'not a webhook of the mesh: {webhook}',
    ko: '메시의 웹훅이 아님: {webhook}',
  },
  'foreign.unnamed-webhook': {
    en: 'a webhook failed whose name is not quoted, so that nobody knows which',
    ko: '이름이 따옴표로 표시되지 않아 어떤 웹훅이 실패했는지 알 수 없음',
  },
  'foreign.in-conditions': {
    en: 'a write that succeeded; the failed call stands in the conditions of its object, and in an event of its own',
    ko: '성공한 쓰기. 실패한 호출은 객체의 조건에 있으며 별도의 이벤트로도 기록됨',
  },
  'foreign.denied': {
    en: 'the webhook answered and denied the request: a policy decision, not a failure',
    ko: '웹훅이 응답하여 요청을 거부함: 장애가 아니라 정책 결정',
  },
  'cause.not-managed': {
    en: "No managed control plane of fleet {fleet} is known for {target}; the webhook that fails is not the fleet's",
    ko: '{target}에 대한 플릿 {fleet}의 관리형 제어 영역을 찾을 수 없음. 실패하는 웹훅은 플릿의 것이 아님',
  },
});
