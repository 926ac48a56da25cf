import {actionTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = actionTexts('unbind-service-agent', {
  'step.unbind-service-agent': {
    en: 'Remove the role of the service agent of fleet {fleetNumber} in {project}',
    ko: '{project}에서 플릿 {fleetNumber}의 서비스 에이전트 역할 삭제',
  },
  'risk.unbind-service-agent': {
    en: 'High: the managed mesh cannot manage its clusters of this project any more, and the problem that it repaired comes back. Every other binding stays as it is.',
    ko: '높음: 관리형 메시가 이 프로젝트의 클러스터를 더 이상 관리할 수 없고 복구했던 문제가 다시 발생합니다. 다른 역할 바인딩은 그대로 둡니다.',
  },
  'action.unbind-service-agent': {
    en: 'Removing the role of the service agent of fleet {fleetNumber} in {project}',
    ko: '{project}에서 플릿 {fleetNumber}의 서비스 에이전트 역할을 삭제하는 중',
  },
  'did.unbind-service-agent': {
    en: 'Removed the role of the service agent of fleet {fleetNumber} in {project}',
    ko: '{project}에서 플릿 {fleetNumber}의 서비스 에이전트 역할을 삭제함',
  },
  'already.unbind-service-agent': {
    en: 'The service agent of fleet {fleetNumber} already had no role in {project}',
    ko: '{project}에서 플릿 {fleetNumber}의 서비스 에이전트에 이미 역할이 없었음',
  },
  'would.unbind-service-agent': {
    en: 'Would remove the role of the service agent of fleet {fleetNumber} in {project}',
    ko: '{project}에서 플릿 {fleetNumber}의 서비스 에이전트 역할을 삭제할 예정',
  },
  'failed.unbind-service-agent': {
    en: 'Could not remove the role of the service agent of fleet {fleetNumber} in {project}',
    ko: '{project}에서 플릿 {fleetNumber}의 서비스 에이전트 역할을 삭제하지 못함',
  },
  'unsure.unbind-service-agent': {
    en: 'Asked Google to remove the role of the service agent of fleet {fleetNumber} in {project}, without a clear answer',
    ko: '{project}에서 플릿 {fleetNumber}의 서비스 에이전트 역할 삭제를 요청했으나 응답이 분명하지 않음',
  },
});
