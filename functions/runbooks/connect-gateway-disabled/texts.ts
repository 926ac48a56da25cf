import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('connect-gateway-disabled', {
  'headline.connect-gateway-disabled': {
    en: 'Mesh cannot reach the clusters of {target}',
    ko: '메시에서 {target}의 클러스터에 연결할 수 없음',
  },
  'headline.connect-gateway-disabled.over': {
    en: 'Mesh can reach the clusters of {target}',
    ko: '메시에서 {target}의 클러스터에 연결 가능',
  },
  'headline.connect-gateway-disabled.reported': {
    en: 'Reported, not confirmed: Connect Gateway API of {target} is off',
    ko: '미확인 보고: {target}의 Connect Gateway API 사용 중지됨',
  },
  'cause.api-off': {
    en: 'Connect Gateway API is off',
    ko: 'Connect Gateway API 사용 중지됨',
  },
  'detail.api-off': {
    en: '{service} is DISABLED in {project}. While it is off, sidecar injection can fail, and pods that need a sidecar are not created.',
    ko: '{project}에서 {service:이/가} DISABLED 상태입니다. API가 사용 중지된 동안 사이드카 삽입에 실패하여 사이드카가 필요한 포드가 생성되지 않을 수 있습니다.',
  },
  'cause.not-propagated': {
    en: 'Connect Gateway API is on, not propagated yet',
    ko: 'Connect Gateway API 사용 설정이 아직 전파되지 않음',
  },
  'detail.not-propagated': {
    en: '{service} is ENABLED in {project}, but Connect Gateway still reports it off. Propagation can take a few minutes.',
    ko: '{project}에서 {service:은/는} ENABLED 상태이지만 Connect Gateway에는 아직 사용 중지된 것으로 나타납니다. 전파되는 데 몇 분 정도 걸릴 수 있습니다.',
  },
  'cause.mesh-rising': {
    en: 'control plane of {cluster} is not ready',
    ko: '{cluster}의 제어 영역이 준비되지 않음',
  },
  'detail.mesh-rising': {
    en: 'Restart the workloads only once the control plane of {cluster} is ACTIVE. Before that, a restart injects no sidecars.',
    ko: '{cluster}의 제어 영역이 ACTIVE 상태가 된 후에 워크로드를 재시작해야 합니다. 그 전에는 재시작해도 사이드카가 삽입되지 않습니다.',
  },
  'cause.left-behind': {
    en: 'Connect Gateway API was off',
    ko: 'Connect Gateway API가 사용 중지되었음',
  },
  'detail.left-memberships': {
    en: '{service} is ENABLED in {project}. Automatic mesh management is still off for {memberships:number} {memberships:plural:membership|memberships}.',
    ko: '{project}에서 {service:은/는} ENABLED 상태입니다. 멤버십 {memberships:number}개의 메시 자동 관리는 아직 사용 중지 상태입니다.',
  },
  'detail.left-workloads': {
    en: '{service} is ENABLED in {project}. {workloads:number} {workloads:plural:workload that failed injection still lacks|workloads that failed injection still lack} pods.',
    ko: '{project}에서 {service:은/는} ENABLED 상태입니다. 삽입에 실패한 워크로드 {workloads:number}개에 아직 포드가 부족합니다.',
  },
  'detail.left-both': {
    en: '{service} is ENABLED in {project}. Automatic mesh management is still off for {memberships:number} {memberships:plural:membership|memberships}, and {workloads:number} {workloads:plural:workload that failed injection lacks|workloads that failed injection lack} pods.',
    ko: '{project}에서 {service:은/는} ENABLED 상태입니다. 멤버십 {memberships:number}개의 메시 자동 관리는 아직 사용 중지 상태이며, 삽입에 실패한 워크로드 {workloads:number}개에 포드가 부족합니다.',
  },
  'cause.held-back': {
    en: 'rollouts are paused or set to OnDelete',
    ko: '롤아웃이 일시중지되었거나 OnDelete로 설정됨',
  },
  'detail.held-back': {
    en: '{service} is ENABLED in {project}. {workloads:number} {workloads:plural:workload that failed injection lacks|workloads that failed injection lack} pods, and a restart would replace none.',
    ko: '{project}에서 {service:은/는} ENABLED 상태입니다. 삽입에 실패한 워크로드 {workloads:number}개에 포드가 부족하며, 재시작해도 포드가 교체되지 않습니다.',
  },
  'cause.left-unseen': {
    en: 'the fleet cannot be read',
    ko: '플릿을 읽을 수 없음',
  },
  'detail.left-unseen': {
    en: '{service} is ENABLED in {project}. Memberships may still have automatic mesh management off, and workloads that failed injection may still lack pods.',
    ko: '{project}에서 {service:은/는} ENABLED 상태입니다. 메시 자동 관리가 아직 사용 중지된 멤버십이나, 삽입에 실패하여 포드가 부족한 워크로드가 남아 있을 수 있습니다.',
  },
  'advice.look-at-fleet': {
    en: 'mesh-responder doctor names the permission that is missing. To look at the memberships yourself, run:',
    ko: '부족한 권한은 mesh-responder doctor로 확인할 수 있습니다. 멤버십을 직접 확인하려면 다음 명령어를 실행하세요.',
    run: 'gcloud container fleet mesh describe --project={fleet}',
  },
  'advice.look-at-missing': {
    en: 'The controller keeps trying to create the missing pods of {name}. See why it fails:',
    ko: '컨트롤러가 {name}에 부족한 포드를 계속 다시 만들고 있습니다. 실패하는 이유를 확인하려면 다음 명령어를 실행하세요.',
    run: 'kubectl get events --namespace={namespace} --field-selector=involvedObject.name={name}',
  },
  'foreign.other-api': {
    en: 'about {service}, not about the Connect Gateway API',
    ko: 'Connect Gateway API가 아닌 {service}에 관한 항목',
  },
  'proof.unseen': {
    en: 'Could not check whether memberships or workloads still need a repair: {call}: {failure}',
    ko: '멤버십 또는 워크로드에 남은 문제가 있는지 확인하지 못함: {call}: {failure}',
  },
  'proof.unseen-in': {
    en: '{cluster}: could not check whether workloads need a restart: {call}: {failure}',
    ko: '{cluster}: 재시작이 필요한 워크로드가 있는지 확인하지 못함: {call}: {failure}',
  },
  'proof.unprovisioned': {
    en: '{membership} ({location}): control plane {state}, automatic mesh management is off ({management})',
    ko: '{membership}({location}): 제어 영역 {state}, 메시 자동 관리 사용 중지 상태({management})',
  },
  'proof.left-alone': {
    en: '{membership} ({location}): control plane {state}, {management}, not changed',
    ko: '{membership}({location}): 제어 영역 {state}, {management}, 변경하지 않음',
  },
  'proof.none-failed': {
    en: '{cluster}: no workload lacks pods because of a failed injection',
    ko: '{cluster}: 삽입 실패로 포드가 부족한 워크로드가 없음',
  },
  'proof.failed-injection': {
    en: '{cluster}: {count:number} {count:plural:workload|workloads} failed injection and {count:plural:lacks|lack} pods: {workloads}',
    ko: '{cluster}: 삽입에 실패하여 포드가 부족한 워크로드 {count:number}개: {workloads}',
  },
  'proof.no-control-plane': {
    en: '{cluster}: control plane {state}, so a restart would inject no sidecars',
    ko: '{cluster}: 제어 영역 {state} 상태이므로 재시작해도 사이드카가 삽입되지 않음',
  },
  'danger.gateway-off': {
    en: 'it turns connectgateway.googleapis.com off in {project}: the managed control plane no longer reaches its clusters',
    ko: '{project}에서 connectgateway.googleapis.com을 사용 중지하며, 관리형 제어 영역이 클러스터에 연결하지 못함',
  },
  'remedy.gateway': {
    en: 'Keep the resource, or set disable_on_destroy = false, apply, and then remove it; a removed block with destroy = false leaves the API on as well.',
    ko: '리소스를 유지하거나, disable_on_destroy = false로 적용한 다음 제거하세요. destroy = false인 removed 블록도 API를 그대로 둡니다.',
  },
  'unknown.gateway': {
    en: 'whether connectgateway.googleapis.com stays on in {project} is known after apply',
    ko: '{project}에서 connectgateway.googleapis.com이 유지되는지는 적용 후에 알 수 있음',
  },
});
