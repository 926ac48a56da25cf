import {actionTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = actionTexts('manage-mesh', {
  'action.manage-mesh': {
    en: 'Having fleet {fleet} manage the mesh of {membership} ({location})',
    ko: '플릿 {fleet}이(가) {membership}({location})의 메시를 관리하도록 설정 중',
  },
  'did.manage-mesh': {
    en: 'Fleet {fleet} manages the mesh of {membership} ({location})',
    ko: '플릿 {fleet}이(가) {membership}({location})의 메시를 관리함',
  },
  'already.manage-mesh': {
    en: 'The mesh of {membership} ({location}) in fleet {fleet} needed no change any more',
    ko: '플릿 {fleet}의 {membership}({location}) 메시는 더 이상 변경할 필요가 없었음',
  },
  'would.manage-mesh': {
    en: 'Would have fleet {fleet} manage the mesh of {membership} ({location})',
    ko: '플릿 {fleet}이(가) {membership}({location})의 메시를 관리하도록 설정할 예정',
  },
  'failed.manage-mesh': {
    en: 'Could not have fleet {fleet} manage the mesh of {membership} ({location})',
    ko: '플릿 {fleet}이(가) {membership}({location})의 메시를 관리하도록 설정하지 못함',
  },
  'unsure.manage-mesh': {
    en: 'Asked fleet {fleet} to manage the mesh of {membership} ({location}); no clear answer',
    ko: '플릿 {fleet}에 {membership}({location})의 메시 관리를 요청했으나 응답이 분명하지 않음',
  },
  'refused.no-membership': {
    en: "The fleet's mesh feature does not know {membership} any more",
    ko: '플릿의 메시 기능에 {membership}이(가) 더 이상 없음',
  },
  'refused.management': {
    en: '{membership} has {management}, which somebody chose: it is not taken over',
    ko: '{membership}의 관리 방식 {management}은(는) 누군가 선택한 것이므로 바꾸지 않음',
  },
});
