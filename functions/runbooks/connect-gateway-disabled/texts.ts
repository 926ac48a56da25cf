import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('connect-gateway-disabled', {
  'headline.connect-gateway-disabled': {
    en: 'Connect Gateway API is off: the mesh control plane cannot reach the clusters of {target}',
    ko: 'Connect Gateway API가 꺼져 있어 메시 제어 영역이 {target}의 클러스터에 연결할 수 없음',
  },
  'headline.connect-gateway-disabled.over': {
    en: 'Connect Gateway API of {target}: the mesh control plane can reach the clusters',
    ko: '{target}의 Connect Gateway API: 메시 제어 영역이 클러스터에 연결할 수 있음',
  },
  'headline.connect-gateway-disabled.rest': {
    en: 'Connect Gateway API of {target} is on again; the mesh has not recovered everywhere',
    ko: '{target}의 Connect Gateway API가 다시 켜졌으나 메시가 아직 모두 복구되지 않음',
  },
  'cause.api-off': {
    en: '{service} is off in {project}',
    ko: '{project}에서 {service}이(가) 꺼져 있음',
  },
  'foreign.other-api': {
    en: 'about {service}, not about the Connect Gateway API',
    ko: 'Connect Gateway API가 아니라 {service}에 관한 항목',
  },
  'cause.not-propagated': {
    en: '{service} is on in {project}, and the gateway does not know it yet',
    ko: '{project}에서 {service}이(가) 켜졌지만 게이트웨이에 아직 반영되지 않음',
  },
  'cause.mesh-rising': {
    en: 'The control plane of {cluster} is not up yet; its workloads are restarted after that',
    ko: '{cluster}의 제어 영역이 아직 준비되지 않음. 준비된 후 워크로드를 다시 시작함',
  },
  'cause.left-behind': {
    en: '{service} is on again in {project}; left behind: {memberships:number} {memberships:plural:membership|memberships} to provision again, {workloads:number} {workloads:plural:workload|workloads} without all pods',
    ko: '{project}에서 {service}이(가) 다시 켜짐. 남은 작업: 다시 프로비저닝할 멤버십 {memberships:number}개, 포드가 부족한 워크로드 {workloads:number}개',
  },
  'cause.held-back': {
    en: '{service} is on again in {project}; {workloads:number} {workloads:plural:workload|workloads} that no restart renews {workloads:plural:lacks|lack} pods',
    ko: '{project}에서 {service}이(가) 다시 켜짐. 다시 시작해도 포드가 교체되지 않는 워크로드 {workloads:number}개에 포드가 부족함',
  },
  'advice.look-at-missing': {
    en: 'Its controller goes on trying to make the missing pods. To see what it says: kubectl get events --namespace={namespace} --field-selector=involvedObject.name={name}',
    ko: '컨트롤러가 부족한 포드를 계속 다시 만들려고 합니다. 상태를 확인하려면: kubectl get events --namespace={namespace} --field-selector=involvedObject.name={name}',
  },
  'proof.unseen': {
    en: 'Not seen: {call} ({failure}); whether the mesh has to be provisioned again or workloads restarted is not known',
    ko: '확인하지 못함: {call}({failure}). 메시를 다시 프로비저닝하거나 워크로드를 다시 시작해야 하는지 알 수 없음',
  },
  'proof.unseen-in': {
    en: 'Not seen in {cluster}: {call} ({failure}); whether workloads have to be restarted is not known',
    ko: '{cluster}에서 확인하지 못함: {call}({failure}). 워크로드를 다시 시작해야 하는지 알 수 없음',
  },
  'proof.unprovisioned': {
    en: '{membership} ({location}): control plane {state}, and nobody manages the mesh ({management})',
    ko: '{membership}({location}): 제어 영역 {state}, 메시를 관리하는 주체가 없음({management})',
  },
  'proof.left-alone': {
    en: '{membership} ({location}): control plane {state}, {management}; left as it is',
    ko: '{membership}({location}): 제어 영역 {state}, {management}. 그대로 둠',
  },
  'proof.none-failed': {
    en: '{cluster}: no workload that failed injection lacks pods',
    ko: '{cluster}: 주입에 실패한 워크로드 중 포드가 부족한 것이 없음',
  },
  'proof.failed-injection': {
    en: '{cluster}: {count:number} {count:plural:workload|workloads} failed injection and {count:plural:lacks|lack} pods: {workloads}',
    ko: '{cluster}: 주입에 실패해 포드가 부족한 워크로드 {count:number}개: {workloads}',
  },
  'proof.no-control-plane': {
    en: '{cluster}: control plane {state}; a restart would not be injected',
    ko: '{cluster}: 제어 영역 {state}. 다시 시작해도 주입되지 않음',
  },
});
