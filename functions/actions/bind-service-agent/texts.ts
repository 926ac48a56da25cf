import {actionTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = actionTexts('bind-service-agent', {
  'action.bind-service-agent': {
    en: 'Binding the mesh service agent of fleet {fleetNumber} to its role in {project}',
    ko: '{project}에서 플릿 {fleetNumber}의 메시 서비스 에이전트에 역할 부여 중',
  },
  'did.bind-service-agent': {
    en: 'Bound the mesh service agent of fleet {fleetNumber} to its role in {project}',
    ko: '{project}에서 플릿 {fleetNumber}의 메시 서비스 에이전트에 역할을 부여함',
  },
  'already.bind-service-agent': {
    en: 'The mesh service agent of fleet {fleetNumber} was bound in {project} already',
    ko: '{project}에서 플릿 {fleetNumber}의 메시 서비스 에이전트에 이미 역할이 부여되어 있었음',
  },
  'would.bind-service-agent': {
    en: 'Would bind the mesh service agent of fleet {fleetNumber} to its role in {project}',
    ko: '{project}에서 플릿 {fleetNumber}의 메시 서비스 에이전트에 역할을 부여할 예정',
  },
  'failed.bind-service-agent': {
    en: 'Could not bind the mesh service agent of fleet {fleetNumber} in {project}',
    ko: '{project}에서 플릿 {fleetNumber}의 메시 서비스 에이전트에 역할을 부여하지 못함',
  },
  'unsure.bind-service-agent': {
    en: 'Sent the binding of the mesh service agent of fleet {fleetNumber} in {project}; no clear answer',
    ko: '{project}에서 플릿 {fleetNumber}의 메시 서비스 에이전트 역할 부여를 요청했으나 응답이 분명하지 않음',
  },
  'remedy.bind-service-agent': {
    en: 'Usual cause: an authoritative google_project_iam_policy or google_project_iam_binding of {role} in {project}. Replace it by google_project_iam_member (code in the history)',
    ko: '흔한 원인: {project}의 {role}에 대한 google_project_iam_policy 또는 google_project_iam_binding. google_project_iam_member로 바꾸세요(기록의 코드 참조)',
  },
});
