import {moreTexts} from '../../../core/texts/more-texts.ts';
import {type Speak, speaker} from '../../../adapters/chat/text/translate.ts';
import type {Runbook} from '../../../core/contract/runbook.ts';
import type {Locale} from '../../../core/texts/define-texts.ts';
import {allTexts} from '../../../wiring/translations.ts';

/** The sentences of the report, beside those of core. */
export const {texts, phrase} = moreTexts({
  'diagnose.fleet': {en: 'Fleet {fleet} ({number})', ko: '플릿 {fleet} ({number})'},
  'diagnose.projects': {en: 'Projects', ko: '프로젝트'},
  'diagnose.number-wrong': {
    en: 'number {configured} in the configuration, {actual} in Resource Manager: correct the configuration',
    ko: '구성의 번호는 {configured}, Resource Manager의 번호는 {actual}: 구성을 고치세요',
  },
  'diagnose.bound': {en: 'service agent bound', ko: '서비스 에이전트 역할 있음'},
  'diagnose.unbound': {en: 'service agent not bound', ko: '서비스 에이전트 역할 없음'},
  'diagnose.service-on': {en: '{service} on', ko: '{service} 사용'},
  'diagnose.service-off': {en: '{service} OFF', ko: '{service} 사용 중지됨'},
  'diagnose.service-unknown': {
    en: '{service} in an unknown state',
    ko: '{service} 상태를 알 수 없음',
  },
  'diagnose.memberships': {en: 'Memberships: {count:number}', ko: '멤버십: {count:number}개'},
  'diagnose.memberships-unread': {
    en: 'Memberships: could not be read',
    ko: '멤버십: 읽을 수 없음',
  },
  'diagnose.memberships-seen': {
    en: 'Memberships: {count:number} seen, there may be more',
    ko: '멤버십: {count:number}개 확인, 더 있을 수 있음',
  },
  'diagnose.verdict': {en: 'state {code}: {said}', ko: '상태 {code}: {said}'},
  'diagnose.own-revision': {
    en: 'Google’s control plane {revisions} serves it outside of the fleet’s management; only the Connect Gateway API and the service agent’s role are checked',
    ko: '플릿에서 관리하지 않는 Google 제어 영역 {revisions} 사용 중. Connect Gateway API와 서비스 에이전트의 역할만 확인함',
  },
  'diagnose.fleet-error': {
    en: '{place}: the fleet reports an error: {said}',
    ko: '{place}: 플릿이 오류를 보고함: {said}',
  },
  'diagnose.fleet-warning': {
    en: '{place}: the fleet says {severity}: {code}: {said}',
    ko: '{place}: 플릿의 {severity}: {code}: {said}',
  },
  'diagnose.mesh-off': {en: 'The fleet has no mesh feature.', ko: '플릿에 메시 기능이 없습니다.'},
  'diagnose.no-state': {en: 'no state of its mesh', ko: '메시 상태 없음'},
  'diagnose.registered': {en: 'membership {membership}', ko: '멤버십 {membership}'},
  'diagnose.control-plane': {en: 'control plane', ko: '제어 영역'},
  'diagnose.data-plane': {en: 'data plane', ko: '데이터 영역'},
  'diagnose.management': {en: 'management', ko: '관리'},
  'diagnose.implementation': {en: 'implementation', ko: '구현'},
  'diagnose.cluster': {en: 'cluster', ko: '클러스터'},
  'diagnose.no-cluster': {en: 'no GKE cluster', ko: 'GKE 클러스터 아님'},
  'diagnose.detail': {en: '{code}: {details}', ko: '{code}: {details}'},
  'diagnose.condition': {en: '{severity} {code}: {details}', ko: '{severity} {code}: {details}'},
  'diagnose.findings': {en: 'Findings', ko: '발견한 문제'},
  'diagnose.nothing': {en: 'Nothing is wrong.', ko: '문제가 없습니다.'},
  'diagnose.nothing-seen': {
    en: 'Nothing wrong was seen, and not everything could be looked at.',
    ko: '발견한 문제는 없지만 모두 확인하지는 못했습니다.',
  },
  'diagnose.broken': {en: 'broken', ko: '장애'},
  'diagnose.person': {en: 'a person', ko: '사람 필요'},
  'diagnose.waiting': {en: 'under way', ko: '진행 중'},
  'diagnose.symptom': {en: 'symptom', ko: '증상'},
  'diagnose.undecided': {en: 'undecided', ko: '판단 불가'},
  'diagnose.undecided-why': {
    en: 'What causes it could not be read: {said}',
    ko: '원인을 읽을 수 없음: {said}',
  },
  'diagnose.follows': {
    en: 'Follows from {runbook} in {target}.',
    ko: '{target}의 {runbook}에서 비롯됩니다.',
  },
  'diagnose.usual': {
    en: 'May take {usual:duration}.',
    ko: '최대 {usual:duration} 걸릴 수 있습니다.',
  },
  'diagnose.more-proof': {
    en: 'and {count:number} more that were read',
    ko: '그 밖에 읽은 항목 {count:number}개',
  },
  'diagnose.how.auto': {
    en: 'mesh-responder does this by itself:',
    ko: 'mesh-responder가 자동으로 수행하는 작업:',
  },
  'diagnose.how.approve': {
    en: 'mesh-responder does this after approval (plan {plan}):',
    ko: '승인 후 mesh-responder가 수행하는 작업(계획 {plan}):',
  },
  'diagnose.how.observe': {
    en: 'mesh-responder reports this and changes nothing, because the mode is observe:',
    ko: 'observe 모드이므로 mesh-responder가 알리기만 하는 작업:',
  },
  'diagnose.how.exclude': {
    en: 'mesh-responder never does this, because a rule excludes it:',
    ko: '규칙에서 제외되어 mesh-responder가 수행하지 않는 작업:',
  },
  'diagnose.how.disabled': {
    en: 'mesh-responder never does this, because the action is not among those configured:',
    ko: '구성에 없는 작업이어서 mesh-responder가 수행하지 않는 작업:',
  },
  'diagnose.no-plan': {
    en: 'mesh-responder has no plan for it.',
    ko: 'mesh-responder에 이 문제의 계획이 없습니다.',
  },
  'diagnose.unseen': {en: 'Could not be seen', ko: '확인하지 못함'},
  'diagnose.said': {en: '{said}', ko: '{said}'},
  'diagnose.places': {
    en: 'not checked: {runbook} in {places}',
    ko: '확인하지 못함: {places}의 {runbook}',
  },
  'diagnose.hidden': {
    en: 'not known where to look for {runbooks}',
    ko: '확인할 곳을 알 수 없음: {runbooks}',
  },
  'diagnose.unreached': {
    en: 'Location {location} of the fleet did not answer',
    ko: '플릿의 위치 {location}에서 응답하지 않음',
  },
  'diagnose.outside': {
    en: '{targets}: outside of the configuration, not looked at',
    ko: '{targets}: 구성에 없어 확인하지 않음',
  },
  'diagnose.summary': {
    en: '{runbooks:number} {runbooks:plural:problem|problems} checked in {places:number} {places:plural:place|places}: {counts}.',
    ko: '{places:number}곳에서 {runbooks:number}가지 문제를 확인: {counts}.',
  },
  'diagnose.count.broken': {en: '{count:number} broken', ko: '장애 {count:number}'},
  'diagnose.count.person': {en: '{count:number} for a person', ko: '사람 필요 {count:number}'},
  'diagnose.count.waiting': {en: '{count:number} under way', ko: '진행 중 {count:number}'},
  'diagnose.count.symptom': {
    en: '{count:number} explained by another',
    ko: '다른 문제의 증상 {count:number}',
  },
  'diagnose.count.healthy': {en: '{count:number} healthy', ko: '정상 {count:number}'},
  'diagnose.count.unseen': {en: '{count:number} not seen', ko: '확인하지 못함 {count:number}'},
  'diagnose.no-places': {
    en: 'There is no place where any of the problems could sit: nothing in this fleet is managed.',
    ko: '문제가 있을 수 있는 곳이 없습니다. 이 플릿에는 관리되는 것이 없습니다.',
  },
});

/** Speaks the sentences of the report, and those of these runbooks and of the actions. */
export function speakDiagnose(locale: Locale, runbooks: readonly Runbook[]): Speak {
  return speaker(locale, ...allTexts(runbooks), texts);
}
