import {silenceMessage} from '../../../functions/core/announcement/silence-message.ts';
import type {Silence} from '../../../functions/core/guard/silence.ts';
import {speaker, type Speak} from '../../../functions/adapters/chat/text/translate.ts';
import {texts} from '../../../functions/adapters/chat/texts.ts';
import type {Locale} from '../../../functions/core/texts/define-texts.ts';
import {texts as coreTexts} from '../../../functions/core/texts/texts.ts';
import type {Message} from '../../../functions/core/ports/message.ts';
import {phraseByCode as phrase} from '../../../functions/core/texts/phrase.ts';

const own = {
  clusters: {en: 'Clusters of {project} are cut off', ko: '{project}의 클러스터 연결 끊김'},
  'clusters.over': {en: 'Clusters of {project} are reached', ko: '{project}의 클러스터 연결됨'},
  'api-off': {en: 'Connect Gateway API is off', ko: 'Connect Gateway API 사용 중지됨'},
  mesh: {en: 'Mesh of {project} is unhealthy', ko: '{project}의 메시 비정상'},
  unbound: {en: 'service agent’s role is missing', ko: '서비스 에이전트 역할 바인딩 없음'},
  'turned-off': {
    en: '{by} turned {service} off at {at:time}.',
    ko: '{by} 계정이 {at:time}에 {service:을/를} 사용 중지했습니다.',
  },
  verified: {
    en: 'mesh-responder repaired it and verified live state in {took:duration}.',
    ko: 'mesh-responder가 {took:duration} 만에 복구하고 확인했습니다.',
  },
  refused: {en: 'mesh-responder may not: {said}', ko: 'mesh-responder에 권한이 없습니다. {said}'},
  healthy: {
    en: 'Live state is healthy. Nothing was changed.',
    ko: '실제 상태가 정상이므로 아무것도 변경하지 않았습니다.',
  },
  'turn-on': {
    en: 'Turn it on:',
    ko: '다음 명령어를 실행하세요.',
    run: 'gcloud services enable {service} --project={project}',
  },
  bind: {en: 'Give {member} the role {role}', ko: '{member}에 {role} 부여'},
  'bind-risk': {en: 'It gives access.', ko: '액세스 권한을 부여합니다.'},
  opened: {en: 'First log entry', ko: '첫 로그'},
  checked: {en: 'Read the live state: {state}', ko: '실제 상태 확인: {state}'},
  did: {en: 'Turned on {service}', ko: '{service} 사용 설정함'},
  logs: {en: 'Logs', ko: '로그'},
  guide: {en: 'Runbook', ko: '런북'},
};

/** Speakers with the lines of the sample messages. */
export const speakers: Readonly<Record<Locale, Speak>> = {
  en: speaker('en', texts, coreTexts, own),
  ko: speaker('ko', texts, coreTexts, own),
};

/** 2026-11-22 at this time, epoch milliseconds. */
export function today(clock: string): number {
  return Date.parse(`2026-11-22T${clock}:00Z`);
}

const service = 'connectgateway.googleapis.com';
const logs =
  'https://console.cloud.google.com/logs/query;query=insertId%3D%22a1%22?project=shop-prod';
const fact = (label: string, value: string) => ({
  label: phrase(label),
  value: phrase('fact.text', {value}),
});

/** A disabled API that a person has to turn on. */
export const broken: Message = {
  incident: 'inc-7f3a9c',
  revision: 2,
  milestone: 1,
  about: {
    runbook: 'connect-gateway-disabled',
    target: {project: 'shop-prod'},
    state: 'blocked',
    reason: phrase('refused', {said: 'denied'}),
    detail: phrase('api-off'),
    run: 0,
    actions: [{id: 'enable-service', result: 'failed'}],
    openedAt: today('06:12'),
    changedAt: today('06:13'),
    escalated: 0,
  },
  tone: 'action',
  day: today('06:12'),
  place: 'prod-eu-1',
  headline: {what: phrase('clusters', {project: 'shop-prod'}), cause: phrase('api-off')},
  sentences: [
    phrase('turned-off', {by: 'ci@shop.example', service, at: today('06:10')}),
    phrase('refused', {said: "Permission 'serviceusage.services.enable' denied"}),
  ],
  ask: {
    text: phrase('turn-on', {service, project: 'shop-prod'}),
    steps: [],
    more: 0,
    risks: [],
    answers: [],
  },
  done: [{mark: 'failed', text: phrase('did', {service}), at: today('06:13')}],
  facts: [
    fact('fact.project', 'shop-prod'),
    fact('fact.cluster', 'prod-eu-1 (europe-west1)'),
    {label: phrase('fact.since'), value: phrase('fact.at', {at: today('06:12')})},
  ],
  footer: [phrase('footer.incident', {id: 'inc-7f3a9c'}), phrase('footer.entries', {count: 1037})],
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

const {ask: _none, ...unasked} = broken;

const working: Message = {
  ...unasked,
  revision: 3,
  milestone: 2,
  tone: 'verifying',
  sentences: broken.sentences.slice(0, 1),
  done: [{mark: 'done', text: phrase('did', {service}), at: today('06:14')}],
  facts: [
    ...broken.facts,
    {
      label: phrase('fact.next-look'),
      value: phrase('fact.at', {at: Date.parse('2026-11-23T00:02:00Z')}),
    },
  ],
  notes: [...broken.notes, {at: today('06:14'), text: phrase('did', {service})}],
};

const role = 'roles/anthosservicemesh.serviceAgent';
const member = 'serviceAccount:service-123456789012@gcp-sa-servicemesh.iam.gserviceaccount.com';

const silence: Silence = {
  ...{
    id: 's-5f1d0c22',
    project: 'shop-prod',
    label: 'team=checkout',
    reason: 'node pool upgrade',
    by: 'kim@shop.example',
  },
  ...{from: today('01:00'), until: today('05:00')},
};

/** One message for each state. */
export const samples: Readonly<Record<Message['tone'], Message>> = {
  silenced: silenceMessage({kind: 'began', silence}),
  unsilenced: silenceMessage({
    kind: 'over',
    silence: {...silence, ended: {by: 'lee', at: silence.from + 60_000}},
  }),
  checking: {...working, tone: 'checking', done: []},
  repairing: {...working, tone: 'repairing', done: []},
  verifying: working,
  approval: {
    ...unasked,
    incident: 'inc-02b411',
    tone: 'approval',
    place: 'shop-prod',
    headline: {what: phrase('mesh', {project: 'shop-prod'}), cause: phrase('unbound')},
    sentences: [],
    ask: {
      text: phrase('ask.approve', {plan: '5f1d0c2', until: Date.parse('2026-11-23T06:12:00Z')}),
      steps: [
        {
          title: phrase('bind', {member, role}),
          command: `gcloud projects add-iam-policy-binding shop-prod --member=${member} --role=${role} --condition=None`,
        },
      ],
      more: 2,
      risks: [phrase('bind-risk')],
      answers: [
        'mesh-responder approve inc-02b411 --plan 5f1d0c2200112233',
        'mesh-responder decline inc-02b411 --plan 5f1d0c2200112233',
      ],
    },
    done: [],
    footer: [phrase('footer.incident', {id: 'inc-02b411'}), phrase('footer.polled')],
    links: broken.links.slice(0, 1),
    notes: [{at: today('00:03'), text: phrase('opened')}],
  },
  fixed: {
    ...unasked,
    revision: 6,
    milestone: 4,
    tone: 'fixed',
    headline: {
      what: phrase('clusters.over', {project: 'shop-prod'}),
      cause: phrase('api-off'),
      now: 'over',
    },
    sentences: [...broken.sentences.slice(0, 1), phrase('verified', {took: 250_000})],
    done: working.done,
    notes: [...broken.notes, {at: today('06:16'), text: phrase('checked', {state: 'ENABLED'})}],
  },
  quiet: {
    ...unasked,
    incident: 'inc-55aa01',
    revision: 1,
    tone: 'quiet',
    headline: {what: phrase('clusters.over', {project: 'shop-prod'})},
    sentences: [phrase('healthy')],
    done: [],
    facts: [],
    footer: [phrase('footer.incident', {id: 'inc-55aa01'})],
    links: [],
    notes: [],
  },
  action: {...broken, revision: 7, milestone: 5},
  undone: {...broken, tone: 'undone', done: working.done},
  unchanged: {...broken, tone: 'unchanged', sentences: [phrase('healthy')], done: []},
};
