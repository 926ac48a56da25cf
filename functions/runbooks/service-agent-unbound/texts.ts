import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('service-agent-unbound', {
  'headline.service-agent-unbound': {
    en: 'Mesh lacks access to {target}',
    ko: '{target}에 대한 메시의 액세스 권한 없음',
  },
  'headline.service-agent-unbound.over': {
    en: 'Mesh has access to {target}',
    ko: '{target}에 대한 메시의 액세스 권한 정상',
  },
  'headline.service-agent-unbound.reported': {
    en: 'Reported, not confirmed: mesh lacks access to {target}',
    ko: '미확인 보고: {target}에서 메시 서비스 에이전트 역할 바인딩이 삭제됨',
  },
  'cause.unbound': {
    en: 'service agent’s role is missing',
    ko: '서비스 에이전트의 역할 바인딩이 없음',
  },
  'detail.unbound': {
    en: '{member} does not have {role} in {project}. Without it, managed mesh can report unhealthy revisions.',
    ko: '{project}에서 {member}에 {role:이/가} 부여되어 있지 않습니다. 역할 바인딩이 없으면 관리형 메시의 버전이 비정상으로 보고될 수 있습니다.',
  },
  'cause.bound-conditionally': {
    en: 'service agent’s role has a condition',
    ko: '서비스 에이전트의 역할 바인딩에 조건이 있음',
  },
  'detail.bound-conditionally': {
    en: '{member} has {role} in {project} only under a condition. A binding without a condition is expected.',
    ko: '{project}에서 {member}에 {role:이/가} 조건부로만 부여되어 있습니다. 조건이 없는 역할 바인딩이 필요합니다.',
  },
  'proof.bound': {
    en: '{project}: {member} has {role}',
    ko: '{project}: {member}에 {role:이/가} 부여됨',
  },
  'proof.not-bound': {
    en: '{project}: {member} does not have {role}',
    ko: '{project}: {member}에 {role:이/가} 부여되지 않음',
  },
  'proof.bound-conditionally': {
    en: '{project}: {member} has {role} only under a condition',
    ko: '{project}: {member}에 {role:이/가} 조건부로만 부여됨',
  },
  'foreign.other-role': {
    en: 'a policy change that does not touch roles/anthosservicemesh.serviceAgent',
    ko: 'roles/anthosservicemesh.serviceAgent와 관련이 없는 정책 변경',
  },
  'foreign.not-a-removal': {
    en: 'a policy change that removes the role of no mesh service agent',
    ko: '메시 서비스 에이전트의 역할 바인딩을 삭제하지 않는 정책 변경',
  },
  'foreign.condition-changed': {
    en: 'the same change removes the role and grants it again (another condition)',
    ko: '같은 변경에서 역할 바인딩을 삭제하고 다시 부여함(조건 변경)',
  },
  'foreign.change-failed': {
    en: 'the policy change did not succeed',
    ko: '정책 변경이 성공하지 않음',
  },
  'foreign.above-project': {
    en: 'the changed policy is not the policy of a project',
    ko: '프로젝트의 정책 변경이 아님',
  },
  'danger.role-destroyed': {
    en: 'it takes {role} from the mesh service agent in {where}',
    ko: '{where}에서 메시 서비스 에이전트의 {role} 역할 바인딩을 삭제함',
  },
  'danger.role-removed': {
    en: 'making it takes {role} from the mesh service agent in {where}',
    ko: '이 리소스를 만들면 {where}에서 메시 서비스 에이전트의 {role} 역할 바인딩이 삭제됨',
  },
  'danger.role-conditional': {
    en: 'the mesh service agent would have {role} in {where} only under a condition',
    ko: '{where}에서 메시 서비스 에이전트에 {role:이/가} 조건부로만 부여됨',
  },
  'danger.role-ruled-out': {
    en: 'it decides alone who has {role} in {where}, and the mesh service agent is not among its members',
    ko: '{where}의 {role} 역할 구성원을 단독으로 결정하며, 메시 서비스 에이전트가 구성원에 없음',
  },
  'danger.role-dropped': {
    en: 'the mesh service agent is not among those who have {role} in {where} any more',
    ko: '{where}에서 {role} 역할의 구성원에 메시 서비스 에이전트가 더 이상 없음',
  },
  'remedy.keep-grant': {
    en: 'Keep the resource as it is. To rename it, add a moved block; to hand it over, take it out with a removed block that has destroy = false.',
    ko: '리소스를 그대로 두세요. 이름을 바꾸려면 moved 블록을, 관리를 넘기려면 destroy = false인 removed 블록을 사용하세요.',
  },
  'remedy.add-agent': {
    en: 'Add service-NUMBER@gcp-sa-servicemesh.iam.gserviceaccount.com, NUMBER being that of the project that hosts the fleet, to the members of {role}; or give the role with google_project_iam_member, which leaves other members alone.',
    ko: '{role}의 구성원에 service-NUMBER@gcp-sa-servicemesh.iam.gserviceaccount.com을 추가하세요. NUMBER는 플릿 호스트 프로젝트의 번호입니다. 또는 다른 구성원을 건드리지 않는 google_project_iam_member로 역할을 부여하세요.',
  },
  'remedy.condition': {
    en: 'Leave the binding without a condition, and bind others in a resource of their own.',
    ko: '조건 없는 바인딩을 유지하고, 다른 구성원은 별도의 리소스로 바인딩하세요.',
  },
  'remedy.removal': {
    en: 'Take the google_project_iam_member_remove of the mesh service agent out.',
    ko: '메시 서비스 에이전트에 대한 google_project_iam_member_remove를 제거하세요.',
  },
  'unknown.grants': {
    en: 'whether the mesh service agent has {role} in {where} is known after apply',
    ko: '{where}에서 메시 서비스 에이전트에 {role:이/가} 부여되는지는 적용 후에 알 수 있음',
  },
});
