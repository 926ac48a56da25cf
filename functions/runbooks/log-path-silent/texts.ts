import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('log-path-silent', {
  'headline.log-path-silent': {
    en: 'Log entries of {target} do not reach the responder: it is blind there',
    ko: '{target}의 로그 항목이 대응기에 도달하지 않아 그곳의 문제를 볼 수 없음',
  },
  'headline.log-path-silent.over': {
    en: 'Log entries of {target} reach the responder',
    ko: '{target}의 로그 항목이 대응기에 도달함',
  },
  'cause.log-path-silent': {
    en: "The responder's own heartbeats in the log of {project} do not come back",
    ko: '{project}의 로그에 쓴 대응기의 하트비트가 돌아오지 않음',
  },
  'advice.log-path-silent': {
    en: 'Follow a heartbeat from the log to intake: entry, sink, topic, subscription, function; the first command that shows something else than expected has found it. Until then problems of {project} are found only where live state shows them',
    ko: '하트비트를 로그에서 intake까지 따라가세요: 항목, 싱크, 주제, 구독, 함수. 예상과 다른 결과를 보이는 첫 명령이 원인입니다. 그때까지 {project}의 문제는 실제 상태에 드러나는 것만 발견됩니다',
  },
  'cause.heartbeat-refused': {
    en: 'The responder may not write its heartbeats into the log of {project}: nobody would notice that entries do not come through',
    ko: '대응기가 {project}의 로그에 하트비트를 쓸 수 없어 로그 항목이 도달하지 않아도 아무도 알 수 없음',
  },
  'advice.heartbeat-refused': {
    en: "Give the responder's account the permission logging.logEntries.create in {project} (roles/logging.logWriter), and see that the Cloud Logging API is on there",
    ko: '{project}에서 대응기 계정에 logging.logEntries.create 권한(roles/logging.logWriter)을 부여하고 Cloud Logging API가 사용 설정되어 있는지 확인하세요',
  },
  'proof.heartbeat-refused': {
    en: 'Heartbeats of {project} are refused since {since:time}: {said}',
    ko: '{since:time}부터 {project}의 하트비트 쓰기가 거부됨: {said}',
  },
  'proof.heartbeat-off': {
    en: 'No heartbeat is configured for {project}',
    ko: '{project}에 하트비트가 설정되어 있지 않음',
  },
  'proof.heartbeat-alive': {
    en: 'The heartbeats of {project} come back',
    ko: '{project}의 하트비트가 돌아오고 있음',
  },
  'proof.heartbeat-awaited': {
    en: 'The heartbeats of {project} have not come back yet',
    ko: '{project}의 하트비트가 아직 돌아오지 않음',
  },
  'proof.heartbeat-silent': {
    en: 'No heartbeat of {project} since {since:time} has come back',
    ko: '{since:time} 이후 {project}의 하트비트가 하나도 돌아오지 않음',
  },
  'check.log-path.entry': {
    en: 'Entry, is it written? gcloud logging read \'log_id("mesh-responder-heartbeat")\' --project={project} --freshness=30m --limit=3',
    ko: '항목: 기록되고 있는가? gcloud logging read \'log_id("mesh-responder-heartbeat")\' --project={project} --freshness=30m --limit=3',
  },
  'check.log-path.sink': {
    en: "Sink, is there one whose filter names the heartbeat, not disabled? gcloud logging sinks list --project={project} --format='table(name,disabled,destination,writerIdentity,filter)'",
    ko: "싱크: 하트비트를 포함하는 필터가 있고 사용 중인가? gcloud logging sinks list --project={project} --format='table(name,disabled,destination,writerIdentity,filter)'",
  },
  'check.log-path.topic': {
    en: 'Topic of that sink, may its writerIdentity publish (roles/pubsub.publisher)? gcloud pubsub topics get-iam-policy TOPIC --project=TOPIC_PROJECT',
    ko: '싱크의 주제: writerIdentity가 게시할 수 있는가(roles/pubsub.publisher)? gcloud pubsub topics get-iam-policy TOPIC --project=TOPIC_PROJECT',
  },
  'check.log-path.subscription': {
    en: "Subscription of that topic, is it there, ACTIVE, and does it push to intake? gcloud pubsub subscriptions list --project=TOPIC_PROJECT --format='table(name,topic,state,pushConfig.pushEndpoint)'",
    ko: "주제의 구독: 존재하고 ACTIVE이며 intake로 푸시하는가? gcloud pubsub subscriptions list --project=TOPIC_PROJECT --format='table(name,topic,state,pushConfig.pushEndpoint)'",
  },
  'check.log-path.function': {
    en: 'Function, does intake answer? gcloud logging read \'resource.type="cloud_run_revision" severity>=WARNING\' --project=TOPIC_PROJECT --freshness=30m --limit=20',
    ko: '함수: intake가 응답하는가? gcloud logging read \'resource.type="cloud_run_revision" severity>=WARNING\' --project=TOPIC_PROJECT --freshness=30m --limit=20',
  },
  'foreign.no-heartbeat': {
    en: 'stands in the log of the heartbeats and is none',
    ko: '하트비트 로그에 있지만 하트비트가 아님',
  },
  'foreign.beat-unreadable': {en: 'a heartbeat without a time', ko: '시각이 없는 하트비트'},
  'foreign.beat-elsewhere': {
    en: "a heartbeat that claims another project than its log's",
    ko: '로그의 프로젝트와 다른 프로젝트를 주장하는 하트비트',
  },
});
