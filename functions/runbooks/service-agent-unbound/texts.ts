import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('service-agent-unbound', {
  'headline.service-agent-unbound': {
    en: 'The mesh service agent lost its role in {target}',
    ko: '{target}에서 메시 서비스 에이전트가 역할을 잃음',
  },
  'headline.service-agent-unbound.over': {
    en: 'The mesh service agent has its role in {target}',
    ko: '{target}에서 메시 서비스 에이전트의 역할이 정상임',
  },
  'cause.unbound': {
    en: '{member} is not bound to {role} in {project}',
    ko: '{project}에서 {member}에 {role}이(가) 부여되어 있지 않음',
  },
  'proof.bound': {
    en: '{project}: {member} is bound to {role}',
    ko: '{project}: {member}에 {role} 부여됨',
  },
  'proof.not-bound': {
    en: '{project}: {member} is not bound to {role}',
    ko: '{project}: {member}에 {role}이(가) 부여되어 있지 않음',
  },
  'proof.bound-conditionally': {
    en: '{project}: {member} is bound to {role} under a condition only, which does not count',
    ko: '{project}: {member}에 {role}이(가) 조건부로만 부여되어 있어 인정되지 않음',
  },
  'foreign.other-role': {
    en: 'a policy change that does not touch roles/anthosservicemesh.serviceAgent',
    ko: 'roles/anthosservicemesh.serviceAgent와 무관한 정책 변경',
  },
  'foreign.not-a-removal': {
    en: 'a policy change that takes the role from no mesh service agent',
    ko: '메시 서비스 에이전트의 역할을 없애지 않는 정책 변경',
  },
  'foreign.condition-changed': {
    en: 'the same change takes the role away and gives it back (a condition rewritten)',
    ko: '같은 변경에서 역할을 없애고 다시 부여함(조건 변경)',
  },
  'foreign.change-failed': {
    en: 'the policy change did not succeed',
    ko: '정책 변경이 성공하지 않음',
  },
  'foreign.above-project': {
    en: 'the policy change is not one of a project',
    ko: '프로젝트의 정책 변경이 아님',
  },
});
