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
});
