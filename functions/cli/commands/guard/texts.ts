import {moreTexts} from '../../../core/texts/more-texts.ts';

export const {texts, phrase} = moreTexts({
  'guard.danger': {
    en: '{address}: {why}.',
    ko: '{address}: {why}.',
  },
  'guard.unknown-project': {
    en: 'it may break the mesh of a project that is known after apply',
    ko: '적용 후에 알 수 있는 프로젝트의 메시에 영향을 줄 수 있음',
  },
  'guard.unknown-action': {
    en: 'this version of mesh-responder does not know what is to happen with it',
    ko: '이 버전의 mesh-responder에서 알 수 없는 변경임',
  },
  'guard.opens': {
    en: 'would open the incident: {title} ({runbook})',
    ko: '열릴 인시던트: {title}({runbook})',
  },
  'guard.opens-none': {
    en: 'no incident would tell of it; runbook: {title} ({runbook})',
    ko: '인시던트로 알려지지 않음. 런북: {title}({runbook})',
  },
  'guard.remedy': {en: 'instead: {remedy}', ko: '대신: {remedy}'},
  'guard.remedy.manifest': {
    en: 'Keep the manifest. To stop managing the resource and leave it as it is, annotate the manifest with cnrm.cloud.google.com/deletion-policy: abandon, apply, and then remove it.',
    ko: '매니페스트를 유지하세요. 리소스를 그대로 두고 더 이상 관리하지 않으려면 매니페스트에 cnrm.cloud.google.com/deletion-policy: abandon 주석을 추가하고 적용한 다음 제거하세요.',
  },
  'guard.at': {en: 'where: {place}', ko: '위치: {place}'},
  'guard.accepted': {
    en: 'accepted until {until}: {reason}',
    ko: '{until}까지 허용됨: {reason}',
  },
  'guard.expired': {
    en: 'was accepted until {until}, which is over: {reason}',
    ko: '{until}까지 허용되었으나 기간이 지남: {reason}',
  },
  'guard.live.works': {en: 'now: it works', ko: '현재: 정상 작동 중'},
  'guard.live.broken': {
    en: 'now: it is broken already, and stays so',
    ko: '현재: 이미 장애 상태이며 그대로 유지됨',
  },
  'guard.live.unseen': {en: 'now: it could not be looked at', ko: '현재: 확인하지 못함'},
  'guard.heading.dangers': {en: 'Would break the mesh', ko: '메시에 장애를 일으키는 변경'},
  'guard.heading.accepted': {en: 'Accepted', ko: '허용됨'},
  'guard.heading.unknown': {en: 'Known after apply', ko: '적용 후에 알 수 있음'},
  'guard.heading.mends': {en: 'Mends what is broken now', ko: '현재 장애를 해결하는 변경'},
  'guard.heading.left': {en: 'Leaves broken what is broken now', ko: '현재 장애가 유지됨'},
  'guard.mends': {
    en: '{address}: {title} ({runbook}) in {place}',
    ko: '{address}: {place}의 {title}({runbook})',
  },
  'guard.left': {en: '{title} ({runbook}) in {place}', ko: '{place}의 {title}({runbook})'},
  'guard.outside': {
    en: '{count:number} {count:plural:change|changes} in projects or clusters outside of the configuration: not judged.',
    ko: '구성에 없는 프로젝트나 클러스터의 변경 {count:number}개는 확인하지 않았습니다.',
  },
  'guard.more': {
    en: '{count:number} more changes would break the mesh and are not listed.',
    ko: '장애를 일으킬 변경 {count:number}개는 표시하지 않았습니다.',
  },
  'guard.summary': {
    en: '{resources:number} {resources:plural:resource|resources} checked: {dangers:number} would break the mesh, {accepted:number} accepted, {unknown:number} known after apply.',
    ko: '리소스 {resources:number}개 확인: 장애 {dangers:number}, 허용됨 {accepted:number}, 적용 후 확인 {unknown:number}.',
  },
});
