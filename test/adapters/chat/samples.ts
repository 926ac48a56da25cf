import type {Locale} from '../../../functions/core/texts/define-texts.ts';
import {speaker, type Speak} from '../../../functions/adapters/chat/text/translate.ts';
import {texts} from '../../../functions/adapters/chat/texts.ts';
import type {Message} from '../../../functions/core/ports/message.ts';
import {phraseByCode as phrase} from '../../../functions/core/texts/phrase.ts';

const own = {
  'api-off': {
    en: '{service} is off, the mesh control plane cannot reach {cluster}',
    ko: '{service} 사용 중지됨, 메시 컨트롤 플레인이 {cluster}에 연결할 수 없음',
  },
  unbound: {
    en: 'The service agent of fleet {fleet} lost its role in {project}',
    ko: '플릿 {fleet}의 서비스 에이전트가 {project}에서 역할을 잃음',
  },
  where: {en: '{project}/{location}', ko: '{project}/{location}'},
  since: {en: 'since {at:time}', ko: '{at:time}부터'},
  often: {en: '{n:number} log {n:plural:entry|entries}', ko: '로그 {n:number}건'},
  confirmed: {en: 'confirmed live {at:time}', ko: '{at:time} 실제 상태 확인'},
  enabling: {
    en: 'Doing: enabling {service} (attempt {attempt} of 3)',
    ko: '진행: {service} 사용 설정 중 ({attempt}/3회)',
  },
  waiting: {en: 'Waiting for the change to spread', ko: '변경 사항 적용 대기 중'},
  verified: {
    en: 'Fixed in {took:duration}: enabled by the responder and verified',
    ko: '{took:duration} 만에 복구: 대응기가 사용 설정하고 확인함',
  },
  'needs-yes': {
    en: 'Bind {role} to {member}? Approve plan {plan} in the terminal',
    ko: '{member}에 {role}을(를) 바인딩할까요? 터미널에서 계획 {plan} 승인',
  },
  'gave-up': {
    en: 'The policy {policy} forbids it; ask who owns the organisation policy',
    ko: '정책 {policy}이(가) 금지함. 조직 정책 담당자에게 문의하세요',
  },
  healthy: {
    en: 'Live state is healthy, nothing was changed',
    ko: '실제 상태가 정상이라 아무것도 변경하지 않음',
  },
  opened: {en: 'Incident opened', ko: '인시던트 시작'},
  checked: {en: 'Read the live state: {state}', ko: '실제 상태 확인: {state}'},
  did: {en: 'Enabled {service}', ko: '{service} 사용 설정함'},
  logs: {en: 'Logs', ko: '로그'},
  guide: {en: 'Runbook', ko: '런북'},
};

/** Speakers with the lines of the sample messages. */
export const speakers: Readonly<Record<Locale, Speak>> = {
  en: speaker('en', texts, own),
  ko: speaker('ko', texts, own),
};

/** 2026-11-22 at this time, epoch milliseconds. */
export function today(clock: string): number {
  return Date.parse(`2026-11-22T${clock}:00Z`);
}

const service = 'connectgateway.googleapis.com';
const logs =
  'https://console.cloud.google.com/logs/query;query=insertId%3D%22a1%22?project=shop-prod';

/** First sight of a disabled API, being repaired. */
export const broken: Message = {
  incident: 'inc-7f3a9c',
  revision: 2,
  milestone: 1,
  tone: 'broken',
  headline: phrase('api-off', {service: 'Connect Gateway API', cluster: 'prod-eu-1'}),
  context: [
    phrase('where', {project: 'shop-prod', location: 'europe-west1'}),
    phrase('since', {at: today('06:12')}),
    phrase('often', {n: 1037}),
    phrase('confirmed', {at: today('06:13')}),
  ],
  status: phrase('enabling', {service, attempt: 1}),
  nextLook: today('06:15'),
  links: [
    {label: phrase('logs'), url: logs},
    {label: phrase('guide'), url: 'https://docs.cloud.google.com/service-mesh/docs?a=1&b=2'},
  ],
  notes: [
    {at: today('06:12'), text: phrase('opened')},
    {
      at: today('06:13'),
      text: phrase('checked', {state: 'DISABLED'}),
      code: `gcloud services enable ${service} --project=shop-prod`,
    },
  ],
  quote:
    'Connect Gateway API has not been used in project 123456789012 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/connectgateway.googleapis.com/overview?project=123456789012 then retry.',
};

/** One message for each tone. */
export const samples: Readonly<Record<Message['tone'], Message>> = {
  broken,
  working: {
    ...broken,
    revision: 3,
    milestone: 2,
    tone: 'working',
    status: phrase('waiting'),
    nextLook: Date.parse('2026-11-23T00:02:00Z'),
    notes: [...broken.notes, {at: today('06:14'), text: phrase('did', {service})}],
  },
  approval: {
    incident: 'inc-02b411',
    revision: 2,
    milestone: 1,
    tone: 'approval',
    headline: phrase('unbound', {fleet: 'shop-fleet', project: 'shop-prod'}),
    context: [
      phrase('where', {project: 'shop-prod', location: 'europe-west1'}),
      phrase('since', {at: '2026-11-21T23:58:00Z'}),
      phrase('often', {n: 1}),
    ],
    status: phrase('needs-yes', {
      role: 'roles/anthosservicemesh.serviceAgent',
      member: 'service-123456789012@gcp-sa-servicemesh.iam.gserviceaccount.com',
      plan: '5f1d0c22',
    }),
    links: broken.links.slice(0, 1),
    notes: [{at: today('00:03'), text: phrase('opened')}],
  },
  fixed: {
    ...broken,
    revision: 6,
    milestone: 4,
    tone: 'fixed',
    status: phrase('verified', {took: 250_000}),
    notes: [...broken.notes, {at: today('06:16'), text: phrase('checked', {state: 'ENABLED'})}],
  },
  quiet: {
    incident: 'inc-55aa01',
    revision: 1,
    milestone: 1,
    tone: 'quiet',
    headline: phrase('api-off', {service: 'Connect Gateway API', cluster: 'prod-eu-1'}),
    context: [],
    status: phrase('healthy'),
    links: [],
    notes: [],
  },
  stopped: {
    ...broken,
    revision: 7,
    milestone: 5,
    tone: 'stopped',
    status: phrase('gave-up', {policy: 'gcp.restrictServiceUsage'}),
  },
};
