import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('log-path-silent', {
  'headline.log-path-silent': {
    en: 'Logs of {target} may not reach mesh-responder',
    ko: '{target}의 로그가 mesh-responder에 도달하지 않을 수 있음',
  },
  'headline.log-path-silent.over': {
    en: 'Logs of {target} reach mesh-responder',
    ko: '{target}의 로그가 mesh-responder에 도달함',
  },
  'headline.log-path-silent.reported': {
    en: 'Reported, not confirmed: logs of {target} do not reach mesh-responder',
    ko: '미확인 보고: {target}의 로그가 mesh-responder에 도달하지 않음',
  },
  'cause.log-path-silent': {en: 'heartbeats do not come back', ko: '하트비트가 돌아오지 않음'},
  'detail.log-path-silent': {
    en: 'mesh-responder writes heartbeats into the log of {project}, and none comes back. Until this is fixed, it finds only problems of {project} that live state shows.',
    ko: 'mesh-responder가 {project}의 로그에 쓴 하트비트가 돌아오지 않습니다. 해결될 때까지 {project}에서는 실제 상태에 드러나는 문제만 발견할 수 있습니다.',
  },
  'advice.log-path-silent': {
    en: 'Follow a heartbeat from the log entry to the function, with the commands in the evidence and in their order. The first unexpected answer shows the broken part.',
    ko: '증거에 있는 명령어를 순서대로 실행하여 로그 항목에서 함수까지 하트비트를 추적하세요. 예상과 다른 결과가 처음 나오는 곳이 문제입니다.',
  },
  'cause.heartbeat-refused': {en: 'heartbeats cannot be written', ko: '하트비트를 쓸 수 없음'},
  'detail.heartbeat-refused': {
    en: 'mesh-responder has no permission to write heartbeats into the log of {project}, or the API is off. If log entries stopped arriving, it would not notice.',
    ko: 'mesh-responder가 {project}의 로그에 하트비트를 쓸 권한이 없거나 API가 사용 중지되어 있습니다. 로그 항목이 도달하지 않아도 알 수 없습니다.',
  },
  'advice.heartbeat-refused': {
    en: 'Grant the service account of mesh-responder the role roles/logging.logWriter in {project} (permission logging.logEntries.create), and make sure that the Cloud Logging API is on there.',
    ko: '{project}에서 mesh-responder의 서비스 계정에 roles/logging.logWriter 역할(logging.logEntries.create 권한)을 부여하고 Cloud Logging API가 사용 설정되어 있는지 확인하세요.',
  },
  'proof.heartbeat-refused': {
    en: 'Heartbeats of {project} have been refused since {since:time}: {said}',
    ko: '{since:time}부터 {project}의 하트비트 쓰기가 거부됨: {said}',
  },
  'proof.heartbeat-off': {
    en: 'No heartbeat is configured for {project}',
    ko: '{project}에 하트비트가 구성되지 않음',
  },
  'proof.heartbeat-alive': {
    en: 'Heartbeats of {project} come back',
    ko: '{project}의 하트비트가 돌아옴',
  },
  'proof.heartbeat-awaited': {
    en: 'Heartbeats of {project} have not come back yet',
    ko: '{project}의 하트비트가 아직 돌아오지 않음',
  },
  'proof.heartbeat-silent': {
    en: 'No heartbeat of {project} has come back since {since:time}',
    ko: '{since:time} 이후 {project}의 하트비트가 돌아오지 않음',
  },
  'check.log-path.entry': {
    en: 'Log entry: heartbeats are listed',
    ko: '로그 항목: 하트비트가 나열되어야 함',
    run: 'gcloud logging read \'log_id("mesh-responder-heartbeat")\' --project={project} --freshness=30m --limit=3',
  },
  'check.log-path.sink': {
    en: 'Sink: one has a filter that names the heartbeat, and is not disabled',
    ko: '싱크: 필터에 하트비트가 있고 사용 중지되지 않은 싱크가 있어야 함',
    run: "gcloud logging sinks list --project={project} --format='table(name,disabled,destination,writerIdentity,filter)'",
  },
  'check.log-path.topic': {
    en: 'Topic of that sink: its writerIdentity has roles/pubsub.publisher (replace TOPIC and TOPIC_PROJECT)',
    ko: '싱크의 주제: writerIdentity에 roles/pubsub.publisher가 있어야 함(TOPIC, TOPIC_PROJECT를 바꿔 실행)',
    run: 'gcloud pubsub topics get-iam-policy TOPIC --project=TOPIC_PROJECT',
  },
  'check.log-path.subscription': {
    en: 'Subscription of that topic: it is ACTIVE and pushes to intake (replace TOPIC_PROJECT)',
    ko: '주제의 구독: ACTIVE 상태이고 intake로 푸시해야 함(TOPIC_PROJECT를 바꿔 실행)',
    run: "gcloud pubsub subscriptions list --project=TOPIC_PROJECT --format='table(name,topic,state,pushConfig.pushEndpoint)'",
  },
  'check.log-path.function': {
    en: 'Function: intake logs no errors (replace TOPIC_PROJECT)',
    ko: '함수: intake에 오류 로그가 없어야 함(TOPIC_PROJECT를 바꿔 실행)',
    run: 'gcloud logging read \'resource.type="cloud_run_revision" severity>=WARNING\' --project=TOPIC_PROJECT --freshness=30m --limit=20',
  },
  'foreign.no-heartbeat': {
    en: 'in the log of the heartbeats, but not a heartbeat',
    ko: '하트비트 로그에 있지만 하트비트가 아님',
  },
  'foreign.beat-unreadable': {en: 'a heartbeat without a time', ko: '시간이 없는 하트비트'},
  'foreign.beat-elsewhere': {
    en: 'a heartbeat that claims another project than its log',
    ko: '로그의 프로젝트와 다른 프로젝트를 지정한 하트비트',
  },
});
