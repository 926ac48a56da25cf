import type {Words} from '../../../core/texts/words.ts';
import type {AtMost, Outcome, Unknown} from '../../../engine/hindsight/decided.ts';
import {counted} from '../../shared/wording.ts';
import type {Count} from './compare.ts';

/** Entries and looks, counted. */
export function countText({entries, looks}: Count): Words {
  const en = [
    ...(entries > 0 ? [counted(entries, 'entry', 'entries')] : []),
    ...(looks > 0 ? [counted(looks, 'look')] : []),
  ];
  const ko = [
    ...(entries > 0 ? [`항목 ${entries}개`] : []),
    ...(looks > 0 ? [`조회 ${looks}회`] : []),
  ];
  return {
    en: en.length === 0 ? 'nothing' : en.join(' and '),
    ko: ko.length === 0 ? '없음' : ko.join(', '),
  };
}

/** Why an outcome is what it is, where that says more than the outcome; by the code. */
const reasons: Readonly<Record<string, Words>> = {
  healthy: {en: 'live state was well', ko: '실시간 상태 정상'},
  symptom: {en: 'another problem explains it', ko: '다른 문제로 설명됨'},
  person: {en: 'only a person can end it', ko: '사람만 해결 가능'},
  waiting: {en: 'on its way by itself', ko: '자동으로 진행 중'},
  'no-answer': {en: 'a read gave no answer', ko: '조회 응답 없음'},
  mode: {en: 'mode observe or excluded', ko: 'observe 모드 또는 제외됨'},
  'mode-observe': {en: 'mode observe', ko: 'observe 모드'},
  'mode-approve': {en: 'mode approve', ko: 'approve 모드'},
  excluded: {en: 'excluded by a rule', ko: '규칙으로 제외됨'},
  'action-disabled': {
    en: 'an action that the configuration does not list',
    ko: '구성의 목록에 없는 작업',
  },
  'project-not-allowed': {
    en: 'it changes a project that is not listed',
    ko: '목록에 없는 프로젝트를 변경함',
  },
  'plan-declined': {en: 'a person said no', ko: '사람이 거절함'},
  paused: {en: 'paused', ko: '일시중지됨'},
  silenced: {en: 'silenced', ko: '무음 처리됨'},
  'silences-unreadable': {en: 'silences could not be read', ko: '무음 처리 목록을 읽을 수 없음'},
  'breaker-open': {en: 'breaker open', ko: '차단기 열림'},
  budget: {en: 'budget used up', ko: '예산 소진'},
  'risk-high': {en: 'high risk', ko: '위험 높음'},
  'undo-waits': {en: 'to be taken back', ko: '되돌리기'},
  'undone-before': {en: 'taken back before', ko: '이전에 되돌림'},
  'approval-expired': {en: 'approval expired', ko: '승인 만료됨'},
  'approval-unproven': {en: 'approval unproven', ko: '확인할 수 없는 승인'},
  'plan-changed': {en: 'plan changed', ko: '계획 변경됨'},
  flapping: {en: 'somebody undoes it', ko: '누군가 되돌림'},
  'attempts-spent': {en: 'attempts spent', ko: '시도 횟수 소진'},
  approved: {en: 'on a yes', ko: '승인에 따라'},
  unrelated: {en: 'nothing of ours', ko: '관련 없음'},
  filter: {en: 'the sink’s filter does not pass it', ko: '싱크 필터를 통과하지 않음'},
  heartbeat: {en: 'a heartbeat', ko: '하트비트'},
  'project-not-listed': {en: 'project not listed', ko: '목록에 없는 프로젝트'},
  'project-mismatch': {en: 'written to another project', ko: '다른 프로젝트에 기록됨'},
  'place-not-listed': {
    en: 'location or cluster not listed',
    ko: '목록에 없는 위치 또는 클러스터',
  },
  'no-such-runbook': {en: 'the runbook is not there', ko: '런북 없음'},
};

/** Why nobody knows. */
export const unknownText: Readonly<Record<Unknown, Words>> = {
  'no-look': {en: 'no look was kept', ko: '저장된 조회 없음'},
  'too-large': {en: 'the facts were too large to keep', ko: '사실이 너무 커서 저장되지 않음'},
  'not-read': {
    en: 'this side reads what was not read or kept then',
    ko: '당시 읽거나 저장하지 않은 값이 필요함',
  },
  failed: {en: 'the diagnosis failed', ko: '진단 실패'},
};

const most: Readonly<Record<AtMost, Words>> = {
  ask: {en: 'may ask for a yes', ko: '승인을 요청할 수 있음'},
  act: {en: 'may act', ko: '조치할 수 있음'},
};

/** What an outcome was on the base side, behind `that`. */
export function beforeText(outcome: Outcome): Words {
  return withReason(before[outcome.kind], outcome);
}

/** What an outcome is now, behind `would now`. */
export function nowText(outcome: Outcome): Words {
  return withReason(now[outcome.kind], outcome);
}

const before: Readonly<Record<Outcome['kind'], Words>> = {
  ignored: {en: 'were ignored', ko: '무시함'},
  told: {en: 'were told', ko: '알리기만 함'},
  asked: {en: 'were asked about', ko: '승인을 요청함'},
  acted: {en: 'were acted on', ko: '조치함'},
  unknown: {en: 'depend on live state', ko: '실시간 상태에 따라 다름'},
};

const now: Readonly<Record<Outcome['kind'], Words>> = {
  ignored: {en: 'be ignored', ko: '무시함'},
  told: {en: 'be told', ko: '알리기만 함'},
  asked: {en: 'ask for a yes', ko: '승인을 요청함'},
  acted: {en: 'act', ko: '조치함'},
  unknown: {en: 'depend on live state', ko: '실시간 상태에 따라 다름'},
};

function withReason(words: Words, outcome: Outcome): Words {
  const why = outcome.kind === 'unknown' ? dependsText(outcome) : reasons[outcome.why];
  if (why === undefined) return words;
  return {en: `${words.en} (${why.en})`, ko: `${words.ko}(${why.ko})`};
}

function dependsText({why, atMost}: Extract<Outcome, {kind: 'unknown'}>): Words {
  const [lack, goes] = [unknownText[why], most[atMost]];
  return {en: `${goes.en}; ${lack.en}`, ko: `${goes.ko}, ${lack.ko}`};
}
