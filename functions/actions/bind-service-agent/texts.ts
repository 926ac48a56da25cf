import {actionTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = actionTexts('bind-service-agent', {
  'step.bind-service-agent': {
    en: 'Grant the service agent of fleet {fleetNumber} its role in {project}',
    ko: '{project}에서 플릿 {fleetNumber}의 서비스 에이전트에 역할 부여',
  },
  'risk.bind-service-agent': {
    en: 'None for running workloads: one member is added to one role, and every other binding stays as it is.',
    ko: '실행 중인 워크로드에는 영향이 없습니다. 역할 하나에 주 구성원 하나만 추가하며 다른 역할 바인딩은 그대로 둡니다.',
  },
  'action.bind-service-agent': {
    en: 'Granting the service agent of fleet {fleetNumber} its role in {project}',
    ko: '{project}에서 플릿 {fleetNumber}의 서비스 에이전트에 역할을 부여하는 중',
  },
  'did.bind-service-agent': {
    en: 'Granted the service agent of fleet {fleetNumber} its role in {project}',
    ko: '{project}에서 플릿 {fleetNumber}의 서비스 에이전트에 역할을 부여함',
  },
  'already.bind-service-agent': {
    en: 'The service agent of fleet {fleetNumber} already had its role in {project}',
    ko: '{project}에서 플릿 {fleetNumber}의 서비스 에이전트에 이미 역할이 부여되어 있었음',
  },
  'would.bind-service-agent': {
    en: 'Would grant the service agent of fleet {fleetNumber} its role in {project}',
    ko: '{project}에서 플릿 {fleetNumber}의 서비스 에이전트에 역할을 부여할 예정',
  },
  'failed.bind-service-agent': {
    en: 'Could not grant the service agent of fleet {fleetNumber} its role in {project}',
    ko: '{project}에서 플릿 {fleetNumber}의 서비스 에이전트에 역할을 부여하지 못함',
  },
  'unsure.bind-service-agent': {
    en: 'Asked Google to grant the service agent of fleet {fleetNumber} its role in {project}, without a clear answer',
    ko: '{project}에서 플릿 {fleetNumber}의 서비스 에이전트에 역할 부여를 요청했으나 응답이 분명하지 않음',
  },
  'by.bind-service-agent': {
    en: '{principal} removed the role of the mesh service agent in {project} at {at:time}.',
    ko: '{principal} 계정이 {at:time}에 {project}에서 메시 서비스 에이전트의 역할 바인딩을 삭제했습니다.',
  },
  'remedy.bind-service-agent': {
    en: 'If Terraform manages {project}, add this. Where google_project_iam_binding or google_project_iam_policy already sets {role}, add the member there instead.',
    ko: 'Terraform으로 {project:을/를} 관리한다면 다음을 추가하세요. google_project_iam_binding 또는 google_project_iam_policy에서 이미 {role:을/를} 설정한다면 그곳에 주 구성원을 추가하세요.',
  },
});
