import type {CodeAfter} from '../../core/texts/define-texts.ts';
import {runbookTexts} from '../../core/texts/more-texts.ts';
import {fleetTexts} from './fleet-texts.ts';
import {stallTexts} from './stall-texts.ts';

export const {texts, phrase} = runbookTexts('provisioning-stalled', {
  'headline.provisioning-stalled': {
    en: 'Mesh of {target} is not ready',
    ko: '{target}의 메시가 준비되지 않음',
  },
  'headline.provisioning-stalled.over': {
    en: 'Mesh of {target} is ready',
    ko: '{target}의 메시가 준비됨',
  },
  'headline.provisioning-stalled.reported': {
    en: 'Reported, not confirmed: mesh of {target} is not ready',
    ko: '미확인 보고: {target}의 메시가 준비되지 않음',
  },
  'detail.reported': {
    en: 'Google reports {what}: {said}',
    ko: 'Google에서 {what:을/를} 보고했습니다. {said}',
  },
  'detail.reported-alone': {
    en: 'Google reports {what} and gives no details.',
    ko: 'Google에서 세부정보 없이 {what:을/를} 보고했습니다.',
  },
  'cause.mesh-not-enabled': {
    en: 'fleet {fleet} has no mesh feature',
    ko: '플릿 {fleet}에 메시 기능이 없음',
  },
  'detail.mesh-not-enabled': {
    en: 'Without the mesh feature, nothing provisions a control plane for the clusters of the fleet.',
    ko: '메시 기능이 없으면 플릿의 클러스터에 제어 영역이 프로비저닝되지 않습니다.',
  },
  'advice.mesh-not-enabled': {
    en: 'Turn on the mesh feature of the fleet:',
    ko: '다음 명령어로 플릿의 메시 기능을 사용 설정하세요.',
    run: 'gcloud container fleet mesh enable --project={fleet}',
  },
  'cause.membership-unknown': {
    en: 'its membership in fleet {fleet} is not clear',
    ko: '플릿 {fleet}의 멤버십을 특정할 수 없음',
  },
  'advice.describe-mesh': {
    en: 'Check what the fleet reports. If the state lasts, contact Support with this output:',
    ko: '다음 명령어로 플릿의 상태를 확인하고, 상태가 지속되면 출력을 지원팀에 전달하세요.',
    run: 'gcloud container fleet mesh describe --project={fleet}',
  },
  'cause.other-stall': {
    en: 'ControlPlaneRevision {revision} is stalled',
    ko: 'ControlPlaneRevision {revision:이/가} 중단됨',
  },
  'cause.fleet-error': {
    en: 'fleet reports an error without a known cause',
    ko: '플릿에서 원인을 알 수 없는 오류를 보고함',
  },
  'advice.fleet-error': {
    en: 'mesh-responder found none of the causes that it knows. If the error lasts, contact Support with this output:',
    ko: 'mesh-responder가 알려진 원인을 찾지 못했습니다. 오류가 지속되면 다음 명령어의 출력을 지원팀에 전달하세요.',
    run: 'gcloud container fleet mesh describe --project={fleet}',
  },
  'cause.cluster-ails': {
    en: 'GKE cluster has the status {status}',
    ko: 'GKE 클러스터가 {status} 상태임',
  },
  'detail.cluster-ails': {
    en: 'Nothing can be provisioned in {cluster} while it is {status}.',
    ko: '{cluster:이/가} {status} 상태인 동안에는 아무것도 프로비저닝할 수 없습니다.',
  },
  'advice.cluster-ails': {
    en: 'Repair what the conditions of the cluster name:',
    ko: '클러스터의 conditions에 나온 문제를 해결하세요. 확인하려면 다음 명령어를 실행하세요.',
    run: 'gcloud container clusters describe {cluster} --location={location} --project={project}',
  },
  'cause.unnoticed': {
    en: 'fleet still reports a solved problem',
    ko: '해결된 문제를 플릿에서 아직 보고함',
  },
  'detail.unnoticed': {
    en: 'Live state no longer shows the problem, but the fleet still reports it: {said}',
    ko: '실제 상태에서는 문제가 확인되지 않지만 플릿에서 아직 다음과 같이 보고합니다. {said}',
  },
  'proof.mesh-not-enabled': {
    en: 'Fleet {fleet} has no mesh feature',
    ko: '플릿 {fleet}에 메시 기능이 없음',
  },
  'proof.membership-unknown': {
    en: 'Fleet {fleet} has no single membership for {target}',
    ko: '플릿 {fleet}에서 {target}의 멤버십을 하나로 확인할 수 없음',
  },
  'proof.membership': {
    en: '{membership} ({location}): control plane {control}, data plane {data}',
    ko: '{membership}({location}): 제어 영역 {control}, 데이터 영역 {data}',
  },
  'proof.fleet-verdict': {
    en: 'Fleet state of {membership}: {code}: {said}',
    ko: '{membership}의 플릿 상태: {code}: {said}',
  },
  'proof.control-said': {
    en: 'Google on the control plane of {membership}: {said}',
    ko: '{membership}의 제어 영역에 대한 Google의 설명: {said}',
  },
  'proof.data-said': {
    en: 'Google on the data plane of {membership}: {said}',
    ko: '{membership}의 데이터 영역에 대한 Google의 설명: {said}',
  },
  'proof.condition': {
    en: 'Condition {code} ({severity}): {said}',
    ko: '조건 {code}({severity}): {said}',
  },
  'proof.inside-unseen': {
    en: '{membership} could not be checked inside: {call}: {failure}: {said}',
    ko: '{membership} 내부를 확인하지 못함: {call}: {failure}: {said}',
  },
  'proof.unlisted': {
    en: '{membership} could not be checked inside: the fleet lists no single membership for {target}',
    ko: '{membership} 내부를 확인하지 못함: 플릿 목록에서 {target}의 멤버십을 하나로 확인할 수 없음',
  },
  'proof.cluster': {
    en: 'Cluster {cluster}: {status}, Kubernetes {version}',
    ko: '클러스터 {cluster}: {status}, Kubernetes {version}',
  },
  'proof.no-revision': {
    en: '{membership} has no ControlPlaneRevision in istio-system',
    ko: '{membership}의 istio-system에 ControlPlaneRevision이 없음',
  },
  'proof.revision': {
    en: 'ControlPlaneRevision {revision} (channel {channel}): Reconciled {reconciled}',
    ko: 'ControlPlaneRevision {revision}(채널 {channel}): Reconciled {reconciled}',
  },
  'proof.stalled-revision': {
    en: 'ControlPlaneRevision {revision} stalled: {reason}: {message}',
    ko: 'ControlPlaneRevision {revision} 중단됨: {reason}: {message}',
  },
  'foreign.other-kind': {
    en: 'an object of {api}, not of the mesh',
    ko: '메시가 아니라 {api}의 객체',
  },
  'foreign.other-event': {
    en: 'an event of a ControlPlaneRevision that reports no stall: {reason}',
    ko: '중단을 보고하지 않는 ControlPlaneRevision 이벤트: {reason}',
  },
  ...stallTexts,
  ...fleetTexts,
  'danger.mesh-gone': {
    en: 'fleet {fleet} would have no mesh: none of its control planes is managed any more',
    ko: '플릿 {fleet}에 메시가 없어져 모든 제어 영역이 더 이상 관리되지 않음',
  },
  'danger.default-manual': {
    en: 'clusters that join fleet {fleet}, or follow its default, would have no managed control plane',
    ko: '플릿 {fleet}에 새로 등록되거나 기본값을 따르는 클러스터에 관리형 제어 영역이 설정되지 않음',
  },
  'danger.member-gone': {
    en: 'the mesh of membership {membership} in fleet {fleet} would not be managed any more',
    ko: '플릿 {fleet}의 멤버십 {membership}에서 메시가 더 이상 관리되지 않음',
  },
  'danger.member-manual': {
    en: 'the mesh of membership {membership} in fleet {fleet} would not be automatic: its control plane is not managed any more',
    ko: '플릿 {fleet}의 멤버십 {membership}에서 메시 관리가 자동이 아니게 되어 제어 영역이 더 이상 관리되지 않음',
  },
  'danger.membership-gone': {
    en: 'cluster {membership} would leave fleet {fleet}, and lose its managed control plane',
    ko: '클러스터 {membership:이/가} 플릿 {fleet}에서 제외되어 관리형 제어 영역을 잃음',
  },
  'danger.membership-replaced': {
    en: 'cluster {membership} would leave fleet {fleet} and be registered anew: the mesh of the old membership goes with it',
    ko: '클러스터 {membership:이/가} 플릿 {fleet}에서 제외된 후 다시 등록되며, 이전 멤버십의 메시 설정이 사라짐',
  },
  'remedy.mesh': {
    en: 'Keep google_gke_hub_feature "servicemesh" of {fleet}; to stop managing it here, take it out with a removed block that has destroy = false.',
    ko: '{fleet}의 google_gke_hub_feature "servicemesh"를 유지하세요. 여기서 관리를 중단하려면 destroy = false인 removed 블록을 사용하세요.',
  },
  'remedy.default': {
    en: 'Keep management = "MANAGEMENT_AUTOMATIC" in fleet_default_member_config of {fleet}.',
    ko: '{fleet}의 fleet_default_member_config에서 management = "MANAGEMENT_AUTOMATIC" 값을 유지하세요.',
  },
  'remedy.member': {
    en: 'Keep management = "MANAGEMENT_AUTOMATIC" in mesh of {membership} ({fleet}): going back from manual to automatic is not supported.',
    ko: '{membership}({fleet})의 mesh에서 management = "MANAGEMENT_AUTOMATIC" 값을 유지하세요. 수동에서 자동으로 되돌리는 것은 지원되지 않습니다.',
  },
  'remedy.membership': {
    en: 'Keep the membership {membership} of {fleet} as it is. Terraform replaces a membership to add an issuer; add it in place first, as the runbook identity-provider-missing shows.',
    ko: '{fleet}의 멤버십 {membership:을/를} 그대로 유지하세요. Terraform은 발급자를 추가할 때 멤버십을 교체하므로, 런북 identity-provider-missing에 나온 대로 먼저 직접 추가하세요.',
  },
  'unknown.management': {
    en: 'who manages the mesh of clusters that join fleet {fleet} is known after apply',
    ko: '플릿 {fleet}에 등록되는 클러스터의 메시 관리 방식은 적용 후에 알 수 있음',
  },
  'unknown.member': {
    en: 'who manages the mesh of membership {membership} in fleet {fleet} is known after apply',
    ko: '플릿 {fleet}의 멤버십 {membership}에서 메시 관리 방식은 적용 후에 알 수 있음',
  },
  'unknown.registration': {
    en: 'whether cluster {membership} stays in fleet {fleet} is known after apply',
    ko: '클러스터 {membership:이/가} 플릿 {fleet}에 남는지는 적용 후에 알 수 있음',
  },
});

/** Ends the code `advice.<…>` of what names only the membership and its cluster. */
export type Advice = Exclude<CodeAfter<typeof texts, 'advice.'>, `stalled.${string}`>;
/** Ends the code `risk.<…>`: what following an advice costs. */
export type Risk = CodeAfter<typeof texts, 'risk.'>;
