import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('required-api-disabled', {
  'headline.required-api-disabled': {
    en: 'Mesh of {target} is at risk',
    ko: '{target}의 메시에 장애 위험 있음',
  },
  'headline.required-api-disabled.over': {
    en: 'Required mesh APIs of {target} are on',
    ko: '{target}에서 메시에 필요한 API가 사용 설정됨',
  },
  'headline.required-api-disabled.reported': {
    en: 'Reported, not confirmed: a required mesh API of {target} is off',
    ko: '미확인 보고: {target}에서 메시에 필요한 API 사용 중지됨',
  },
  'cause.api-needed-off': {
    en: '{service} is off',
    ko: '{service} 사용 중지됨',
  },
  'detail.api-needed-off': {
    en: 'Managed mesh needs {service} in {project}, where it is DISABLED.',
    ko: '관리형 메시에 필요한 {service:이/가} {project}에서 DISABLED 상태입니다.',
  },
  'cause.apis-off': {
    en: '{count:number} required APIs are off',
    ko: '필요한 API {count:number}개 사용 중지됨',
  },
  'detail.apis-off': {
    en: 'Managed mesh needs these APIs in {project}, where they are DISABLED: {services}.',
    ko: '관리형 메시에 필요한 다음 API가 {project}에서 DISABLED 상태입니다. {services}',
  },
  'proof.nothing-needed': {
    en: 'Fleet {fleet} has no managed cluster, so it needs no APIs for one',
    ko: '플릿 {fleet}에 관리형 클러스터가 없어 필요한 API가 없음',
  },
  'proof.fleet-location-unseen': {
    en: 'Fleet {fleet}: no answer from {location}, so the APIs that its clusters need are unknown',
    ko: '플릿 {fleet}: {location}에서 응답이 없어 그곳의 클러스터에 필요한 API를 알 수 없음',
  },
  'foreign.gateway-too': {
    en: 'Connect Gateway API is off as well, and it comes first',
    ko: 'Connect Gateway API도 사용 중지되어 있어 먼저 확인함',
  },
  'foreign.not-required': {
    en: 'about {service}, which managed mesh does not need',
    ko: '{service}에 관한 항목이며 관리형 메시에 필요하지 않음',
  },
  'danger.api-off': {
    en: 'it turns {service} off in {project}, which managed mesh needs there',
    ko: '{project}에서 관리형 메시에 필요한 {service:을/를} 사용 중지함',
  },
  'danger.dependent-off': {
    en: 'it turns {service} off in {project} together with what depends on it: managed mesh needs {dependent}',
    ko: '{project}에서 {service:을/를} 종속 서비스와 함께 사용 중지하며, 관리형 메시에는 {dependent:이/가} 필요함',
  },
  'danger.project-gone': {
    en: 'it deletes the project {project}, with its APIs, its fleet and its clusters',
    ko: '{project} 프로젝트를 API, 플릿, 클러스터와 함께 삭제함',
  },
  'remedy.api': {
    en: 'Keep the resource, or set disable_on_destroy = false, apply, and then remove it; a removed block with destroy = false leaves the API on as well. For a new name, add a moved block.',
    ko: '리소스를 유지하거나, disable_on_destroy = false로 적용한 다음 제거하세요. destroy = false인 removed 블록도 API를 그대로 둡니다. 이름을 바꾸려면 moved 블록을 추가하세요.',
  },
  'remedy.dependents': {
    en: 'Set disable_on_destroy = false or disable_dependent_services = false, apply, and then remove it.',
    ko: 'disable_on_destroy = false 또는 disable_dependent_services = false로 적용한 다음 제거하세요.',
  },
  'remedy.project': {
    en: 'Leave project_id as it is. To stop managing the project, take it out with a removed block that has destroy = false; deletion_policy = "PREVENT" refuses its deletion.',
    ko: 'project_id를 그대로 두세요. 프로젝트를 더 이상 관리하지 않으려면 destroy = false인 removed 블록을 사용하세요. deletion_policy = "PREVENT"이면 삭제가 거부됩니다.',
  },
  'unknown.api': {
    en: 'whether {service} stays on in {project} is known after apply',
    ko: '{project}에서 {service:이/가} 유지되는지는 적용 후에 알 수 있음',
  },
  'unknown.dependents': {
    en: 'it turns {service} off in {project} together with what depends on it: the plan does not say what that is',
    ko: '{project}에서 {service:을/를} 종속 서비스와 함께 사용 중지하며, 어떤 서비스인지 계획에 나와 있지 않음',
  },
});
