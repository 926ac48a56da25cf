import {defineTexts} from '../../../core/texts/define-texts.ts';

/** The sentences of the report. */
export const {texts, phrase} = defineTexts({
  'doctor.ack-short': {
    en: 'gives up on a delivery after {seconds} s, before the function has ended; it needs {needs} s',
    ko: '함수가 끝나기 전인 {seconds}초 뒤에 전달을 포기합니다. {needs}초가 필요합니다',
  },
  'doctor.actions-all': {
    en: 'every action can be reached: {reached}',
    ko: '모든 작업을 실행할 수 있습니다: {reached}',
  },
  'doctor.actions-none': {
    en: 'no mode, rule or list lets it change anything: the role of no action is needed',
    ko: '어떤 모드나 규칙, 목록으로도 변경할 수 없으므로 작업의 역할이 필요하지 않습니다',
  },
  'doctor.actions-some': {
    en: 'can be reached: {reached}; the roles of the others are not needed: {idle}',
    ko: '실행할 수 있는 작업: {reached}. 나머지 작업의 역할은 필요하지 않습니다: {idle}',
  },
  'doctor.api-unusable': {
    en: 'cannot be looked at: {service} is off in the project that this call counts against ({call})',
    ko: '확인할 수 없습니다: 이 호출이 계산되는 프로젝트에서 {service}가 꺼져 있습니다({call})',
  },
  'doctor.api-off-in': {
    en: 'cannot be looked at: {service} is off in {project}, the project that this call counts against ({call})',
    ko: '확인할 수 없습니다: 이 호출이 계산되는 프로젝트 {project}에서 {service}가 꺼져 있습니다({call})',
  },
  'doctor.apis-off': {en: 'off: {apis}', ko: '꺼져 있음: {apis}'},
  'doctor.apis-on': {en: 'all {count} are on', ko: '{count}개가 모두 켜져 있습니다'},
  'doctor.apis-wished': {
    en: "off: {apis}; mesh-responder's own calls count against its project, yours here do not work",
    ko: '꺼져 있음: {apis}. mesh-responder의 호출은 자기 프로젝트에서 집계되지만, 여기서 직접 하는 호출은 되지 않습니다',
  },
  'doctor.caller': {en: 'you are {email}', ko: '현재 계정은 {email}입니다'},
  'doctor.caller-numbered': {
    en: 'you are the account with the number {id}; its token does not show a name',
    ko: '현재 계정의 번호는 {id}입니다. 토큰에 이름이 나타나지 않습니다',
  },
  'doctor.caller-refused': {
    en: 'there are no credentials that Google takes: {said}',
    ko: 'Google이 받아들이는 사용자 인증 정보가 없습니다: {said}',
  },
  'doctor.caller-unreached': {
    en: 'Google does not answer, and nothing else can be looked at: {said}',
    ko: 'Google이 응답하지 않아 다른 것도 확인할 수 없습니다: {said}',
  },
  'doctor.clock': {en: 'is right ({seconds} s off)', ko: '맞습니다(차이 {seconds}초)'},
  'doctor.clock-ahead': {
    en: "is {seconds} s ahead of Google's: tokens are refused, leases and waits are wrong",
    ko: 'Google보다 {seconds}초 빠릅니다. 토큰이 거부되고 임대와 대기 시간이 틀어집니다',
  },
  'doctor.clock-behind': {
    en: "is {seconds} s behind Google's: tokens are refused, leases and waits are wrong",
    ko: 'Google보다 {seconds}초 느립니다. 토큰이 거부되고 임대와 대기 시간이 틀어집니다',
  },
  'doctor.config-deployed': {
    en: 'mode {mode}, {projects} {projects:plural:project|projects}, deployed as {name} in {project}',
    ko: '모드 {mode}, 프로젝트 {projects}개, {project}에 {name:으로/로} 배포됨',
  },
  'doctor.config-fault': {en: '{where}: {problem}', ko: '{where}: {problem}'},
  'doctor.config-foreign': {
    en: 'mode {mode}, {projects} {projects:plural:project|projects}; {topic} is not named NAME-work, so what is deployed cannot be told',
    ko: '모드 {mode}, 프로젝트 {projects}개. {topic}의 이름이 NAME-work 형식이 아니어서 무엇이 배포되었는지 알 수 없습니다',
  },
  'doctor.config-local': {
    en: 'mode {mode}, {projects} {projects:plural:project|projects}, one process: without workTopic there are no sinks and queues to look at',
    ko: '모드 {mode}, 프로젝트 {projects}개, 단일 프로세스: workTopic이 없으므로 확인할 싱크와 대기열이 없습니다',
  },
  'doctor.database': {en: 'is there, in native mode', ko: '있으며 기본 모드입니다'},
  'doctor.database-mode': {
    en: 'is of the type {type}, not in native mode',
    ko: '기본 모드가 아니라 {type} 유형입니다',
  },
  'doctor.dead-letters': {
    en: 'keeps what could not be delivered, and never expires',
    ko: '전달하지 못한 것을 보관하며 만료되지 않습니다',
  },
  'doctor.deep-as-function': {
    en: 'as the function’s service account',
    ko: '함수의 서비스 계정으로 읽습니다',
  },
  'doctor.deep-as-you': {
    en: 'as you: the configuration names no deployment',
    ko: '본인 권한으로 읽습니다. 구성에 배포가 지정되어 있지 않습니다',
  },
  'doctor.deep-as-yourself': {
    en: 'as you, because you may not speak for the function’s service account ({said}); what it may read is not told',
    ko: '함수의 서비스 계정을 대신할 수 없어({said}) 본인 권한으로 읽습니다. 함수가 읽을 수 있는지는 알 수 없습니다',
  },
  'doctor.deep-empty': {
    en: 'is read as expected, and empty',
    ko: '예상한 형식으로 읽었으며 비어 있습니다',
  },
  'doctor.deep-patch': {
    en: 'is taken by the API server (dryRun=All: nothing was changed)',
    ko: 'API 서버가 받아들입니다(dryRun=All: 아무것도 변경하지 않았습니다)',
  },
  'doctor.deep-permission-refused': {
    en: 'not supported in custom roles: {permissions}; the Terraform variable predefined_roles grants a role instead',
    ko: '맞춤 역할에서 지원되지 않음: {permissions}. Terraform 변수 predefined_roles가 대신 역할을 부여합니다',
  },
  'doctor.deep-permission-testing': {
    en: 'in custom roles only for tests (TESTING): {permissions}',
    ko: '맞춤 역할에서 테스트용으로만 지원됨(TESTING): {permissions}',
  },
  'doctor.deep-permission-unknown': {
    en: 'unknown to IAM on this project: {permissions}',
    ko: '이 프로젝트의 IAM이 알지 못함: {permissions}',
  },
  'doctor.deep-permissions': {
    en: 'all {count} may be in custom roles',
    ko: '{count}개가 모두 맞춤 역할에 포함될 수 있습니다',
  },
  'doctor.deep-read': {
    en: 'is read as expected ({count})',
    ko: '예상한 형식으로 읽었습니다({count}개)',
  },
  'doctor.deep-shape': {
    en: 'has another shape than expected: {said}',
    ko: '예상과 다른 형식입니다: {said}',
  },
  'doctor.deep-word': {
    en: 'is read, with words that this version does not know: {words}',
    ko: '읽었으나 이 버전이 알지 못하는 값이 있습니다: {words}',
  },
  'doctor.deep-unreached': {
    en: 'nothing was asked: {said}',
    ko: '묻지 않았습니다: {said}',
  },
  'doctor.denied': {en: 'you may not look: {said}', ko: '확인할 권한이 없습니다: {said}'},
  'doctor.documents': {en: 'can be read', ko: '읽을 수 있습니다'},
  'doctor.expires': {
    en: 'expires when nothing was delivered for a while',
    ko: '한동안 전달이 없으면 만료됩니다',
  },
  'doctor.failed': {en: '{said}', ko: '{said}'},
  'doctor.file': {
    en: 'can be read and written ({open} open)',
    ko: '읽고 쓸 수 있습니다(열린 인시던트 {open}건)',
  },
  'doctor.file-closed': {
    en: 'this process may not read and write the file',
    ko: '이 프로세스는 파일을 읽고 쓸 수 없습니다',
  },
  'doctor.file-new': {en: 'is made with the first incident', ko: '첫 인시던트와 함께 만들어집니다'},
  'doctor.folder-closed': {
    en: 'the folder {folder} is not there, or this process may not write in it',
    ko: '{folder} 폴더가 없거나 이 프로세스가 쓸 수 없습니다',
  },
  'doctor.function': {
    en: 'is {state}, runs as its own account, and is closed to the internet',
    ko: '{state} 상태이고 자기 계정으로 실행되며 인터넷에 닫혀 있습니다',
  },
  'doctor.function-account': {
    en: 'runs as {account}, not as {own}',
    ko: '{own} 대신 {account} 계정으로 실행됩니다',
  },
  'doctor.function-closed': {
    en: 'takes no clicks from the internet: its ingress is {ingress}',
    ko: '인터넷에서 오는 클릭을 받지 않습니다. 인그레스가 {ingress}입니다',
  },
  'doctor.function-public': {
    en: 'is {state}, runs as its own account, and takes clicks from the internet',
    ko: '{state} 상태이고 자기 계정으로 실행되며 인터넷에서 오는 클릭을 받습니다',
  },
  'doctor.function-pages': {
    en: 'is {state}, runs as its own account, and shows pages to whoever IAM lets call it',
    ko: '{state} 상태이고 자기 계정으로 실행되며 IAM이 호출을 허용한 사용자에게 페이지를 표시합니다',
  },
  'doctor.function-balanced': {
    en: 'is {state}, runs as its own account, and is reached through its load balancer alone',
    ko: '{state} 상태이고 자기 계정으로 실행되며 부하 분산기를 통해서만 연결됩니다',
  },
  'doctor.function-hidden': {
    en: 'shows no page to anybody: its ingress is {ingress}',
    ko: '누구에게도 페이지를 표시할 수 없습니다. 인그레스가 {ingress}입니다',
  },
  'doctor.function-open': {
    en: 'takes requests from elsewhere: its ingress is {ingress}',
    ko: '다른 곳의 요청도 받습니다. 인그레스가 {ingress}입니다',
  },
  'doctor.function-state': {en: 'is {state}', ko: '{state} 상태입니다'},
  'doctor.impersonated': {en: 'looked at through {account}', ko: '확인에 쓴 계정: {account}'},
  'doctor.index-state': {
    en: 'the index {fields} is {state}',
    ko: '색인 {fields:이/가} {state} 상태입니다',
  },
  'doctor.indexes': {en: 'all {count} are ready', ko: '{count}개가 모두 준비되었습니다'},
  'doctor.mesh': {
    en: 'the mesh feature can be read ({count} in its state)',
    ko: '메시 기능을 읽을 수 있습니다(상태에 {count}개)',
  },
  'doctor.mesh-partly': {
    en: 'the mesh feature answers without {locations}',
    ko: '메시 기능의 응답에 {locations:이/가} 빠져 있습니다',
  },
  'doctor.no-account': {en: 'there is no account {account}', ko: '{account} 계정이 없습니다'},
  'doctor.no-answer': {
    en: 'no answer that can be used: {said}',
    ko: '쓸 수 있는 응답이 없습니다: {said}',
  },
  'doctor.no-credentials': {en: 'there are no credentials', ko: '사용자 인증 정보가 없습니다'},
  'doctor.no-dead-letters': {
    en: 'its dead letters go to {topic}: what cannot be delivered is lost after 7 days',
    ko: '데드 레터가 {topic:으로/로} 갑니다. 전달하지 못한 것은 7일 뒤에 사라집니다',
  },
  'doctor.no-function': {en: 'is not there', ko: '없습니다'},
  'doctor.no-index': {en: 'there is no index {fields}', ko: '색인 {fields:이/가} 없습니다'},
  'doctor.no-mesh': {
    en: 'the mesh feature is off, or there is no fleet',
    ko: '메시 기능이 꺼져 있거나 Fleet이 없습니다',
  },
  'doctor.no-project': {en: 'there is no project {project}', ko: '{project} 프로젝트가 없습니다'},
  'doctor.no-quota': {en: 'its limits are not told', ko: '한도를 알려 주지 않습니다'},
  'doctor.no-sink': {
    en: 'there is no sink {sink}, neither here nor above',
    ko: '{sink} 싱크가 여기에도 상위에도 없습니다',
  },
  'doctor.no-subscription': {
    en: 'is not there: what is published is lost',
    ko: '없습니다. 게시된 것이 사라집니다',
  },
  'doctor.no-sweep': {
    en: 'is not there: incidents are not looked at again',
    ko: '없습니다. 인시던트를 다시 확인하지 않습니다',
  },
  'doctor.no-time': {
    en: 'there was no answer in the time that doctor takes',
    ko: 'doctor가 기다리는 시간 안에 응답이 없었습니다',
  },
  'doctor.no-topic': {en: 'is not there', ko: '없습니다'},
  'doctor.no-ttl': {
    en: 'nothing is deleted after its time (TTL policy: {state})',
    ko: '기한이 지난 것이 삭제되지 않습니다(TTL 정책: {state})',
  },
  'doctor.not-found': {en: 'is not there: {said}', ko: '없습니다: {said}'},
  'doctor.not-impersonated': {
    en: 'you may not look through its eyes: {said}',
    ko: '이 계정의 눈으로 확인할 권한이 없습니다: {said}',
  },
  'doctor.number': {en: 'its number is {number}', ko: '번호는 {number}입니다'},
  'doctor.number-differs': {
    en: 'its number is {live}, and the configuration says {number}',
    ko: '번호는 {live}인데 구성에는 {number:으로/로} 되어 있습니다',
  },
  'doctor.other-topic': {en: 'listens to {topic}', ko: '{topic} 주제를 구독합니다'},
  'doctor.permissions': {
    en: 'holds the {count} that it needs, and none of the dangerous ones',
    ko: '필요한 권한 {count}개가 있고 위험한 권한은 없습니다',
  },
  'doctor.permissions-caller': {
    en: 'nobody knows: you could not look through its eyes; you yourself ({who}) hold the {count} that it needs',
    ko: '알 수 없습니다: 이 계정의 눈으로 확인할 수 없었습니다. 현재 계정({who})에는 필요한 {count}개가 있습니다',
  },
  'doctor.permissions-caller-lacks': {
    en: 'nobody knows: you could not look through its eyes; you yourself ({who}) lack {permissions}',
    ko: '알 수 없습니다: 이 계정의 눈으로 확인할 수 없었습니다. 현재 계정({who})에는 {permissions:이/가} 없습니다',
  },
  'doctor.permissions-excess': {
    en: 'holds more than it needs: {permissions}',
    ko: '필요한 것보다 많은 권한이 있습니다: {permissions}',
  },
  'doctor.permissions-missing': {en: 'lacks {permissions}', ko: '없는 권한: {permissions}'},
  'doctor.permissions-none': {en: 'holds none of the dangerous ones', ko: '위험한 권한이 없습니다'},
  'doctor.permissions-not-looked': {
    en: 'nobody knows: you could not look through its eyes',
    ko: '알 수 없습니다: 이 계정의 눈으로 확인할 수 없었습니다',
  },
  'doctor.policy-allows': {en: 'allows {needs}', ko: '{needs:을/를} 허용합니다'},
  'doctor.policy-denies': {
    en: 'is enforced, and the deployment needs that it is not',
    ko: '시행 중이며, 배포에는 시행되지 않아야 합니다',
  },
  'doctor.policy-forbids': {
    en: 'forbids {needs}, which the deployment needs',
    ko: '배포에 필요한 {needs:을/를} 금지합니다',
  },
  'doctor.policy-free': {en: 'forbids nothing', ko: '금지하는 것이 없습니다'},
  'doctor.policy-members': {
    en: "limits who may be granted anything ({values}): the sinks' writers, the mesh's service agent and, for the function interact, allUsers must pass it",
    ko: '권한을 받을 수 있는 구성원을 제한합니다({values}). 싱크의 작성자, 메시 서비스 에이전트, interact 함수의 경우 allUsers가 통과해야 합니다',
  },
  'doctor.publishes': {en: 'may publish', ko: '게시할 수 있습니다'},
  'doctor.push': {
    en: 'pushes to the function with the right token, within {seconds} s, with dead letters, for ever',
    ko: '올바른 토큰으로 {seconds}초 안에 함수로 푸시하고, 데드 레터가 있으며, 만료되지 않습니다',
  },
  'doctor.push-elsewhere': {
    en: 'pushes to {endpoint}, which is not the function',
    ko: '함수가 아닌 {endpoint:으로/로} 푸시합니다',
  },
  'doctor.push-token': {
    en: 'does not carry the token of {account} for its address: the function refuses every delivery',
    ko: '주소에 맞는 {account}의 토큰이 없습니다. 함수가 모든 전달을 거부합니다',
  },
  'doctor.push-unread': {
    en: 'is as it should be, but the functions could not be read: nobody knows whether {endpoint} is one of them',
    ko: '설정은 맞지만 함수를 읽을 수 없어 {endpoint:이/가} 함수인지 알 수 없습니다',
  },
  'doctor.quota': {
    en: '{perMinute} calls a minute at the least ({metric}); {needs} are the most that it makes',
    ko: '가장 낮은 한도는 분당 {perMinute}회({metric})이고, 최대 {needs}회 호출합니다',
  },
  'doctor.quota-low': {
    en: '{perMinute} calls a minute of {metric}; it can make {needs}',
    ko: '{metric}의 한도는 분당 {perMinute}회인데 {needs}회까지 호출할 수 있습니다',
  },
  'doctor.role-foreign': {
    en: '{who} holds {role}, which was not made for it',
    ko: '{who}에 이 계정을 위한 것이 아닌 {role} 역할이 있습니다',
  },
  'doctor.role-predefined': {
    en: '{who} holds {role} in the place of permissions in a custom role: more than it needs (predefined_roles)',
    ko: '{who}에 맞춤 역할의 권한 대신 {role} 역할이 있어 필요한 것보다 많은 권한이 있습니다(predefined_roles)',
  },
  'doctor.role-beyond': {
    en: '{who} holds {role} beyond what it is for',
    ko: '{who}의 {role} 역할이 정해진 범위 밖에도 적용됩니다',
  },
  'doctor.role-missing': {
    en: '{who} does not hold {role} on the database {database}: no click can be taken',
    ko: '{who}에 {database} 데이터베이스의 {role} 역할이 없어 클릭을 받을 수 없습니다',
  },
  'doctor.pages-role-missing': {
    en: '{who} does not hold {role} on the database {database}: no page can be shown',
    ko: '{who}에 {database} 데이터베이스의 {role} 역할이 없어 페이지를 표시할 수 없습니다',
  },
  'doctor.role-opens-guard': {
    en: '{who} holds {role} beyond the incidents’ database: it must not open the one with the approvals',
    ko: '{who}의 {role} 역할이 인시던트 데이터베이스 밖에도 적용됩니다. 승인이 저장된 데이터베이스를 열 수 없어야 합니다',
  },
  'doctor.role-unlimited': {
    en: '{who} holds {role} without the condition that limits which roles it may give',
    ko: '{who}의 {role} 역할에 부여할 수 있는 역할을 제한하는 조건이 없습니다',
  },
  'doctor.roles': {
    en: "mesh-responder's accounts hold nothing but their own roles",
    ko: 'mesh-responder의 계정에는 자기 역할만 있습니다',
  },
  'doctor.secret-missing': {en: '{problem}', ko: '{problem}'},
  'doctor.secret-mounted': {
    en: 'is mounted in the function only; here it cannot be read, and the chat is not asked',
    ko: '함수에만 마운트되어 있습니다. 여기서는 읽을 수 없어 채팅을 확인하지 않았습니다',
  },
  'doctor.secret-read': {en: 'can be read', ko: '읽을 수 있습니다'},
  'doctor.sink-disabled': {en: '{sink} is disabled', ko: '{sink:이/가} 사용 중지되었습니다'},
  'doctor.sink-elsewhere': {
    en: '{sink} sends to {destination}',
    ko: '{sink:이/가} {destination:으로/로} 보냅니다',
  },
  'doctor.sink-filter': {
    en: '{sink} has another filter than the code; line {line} is: {text}',
    ko: '{sink}의 필터가 코드와 다릅니다. {line}번째 줄: {text}',
  },
  'doctor.sinks': {
    en: 'all {count} are on, with the filters of the code',
    ko: '{count}개가 모두 켜져 있고 필터가 코드와 같습니다',
  },
  'doctor.slack': {
    en: 'the token is taken ({user} in {team})',
    ko: '토큰이 유효합니다({team}의 {user})',
  },
  'doctor.slack-refused': {en: 'the token is refused: {said}', ko: '토큰이 거부되었습니다: {said}'},
  'doctor.slack-scope': {
    en: 'the token lacks the scope {scope}',
    ko: '토큰에 {scope} 범위가 없습니다',
  },
  'doctor.store-memory': {
    en: 'incidents are forgotten when the process ends; name a store in the configuration',
    ko: '프로세스가 끝나면 인시던트를 잊습니다. 구성에 저장소를 지정하세요',
  },
  'doctor.subscription-state': {en: 'is {state}', ko: '{state} 상태입니다'},
  'doctor.sweep': {en: 'calls respond each minute', ko: '매분 respond를 호출합니다'},
  'doctor.sweep-differs': {
    en: 'does not call respond each minute with its own account',
    ko: '자기 계정으로 매분 respond를 호출하지 않습니다',
  },
  'doctor.sweep-nowhere': {
    en: 'the function respond was not found, and with it the region to look in',
    ko: 'respond 함수를 찾지 못해 확인할 리전을 알 수 없습니다',
  },
  'doctor.sweep-state': {
    en: 'is {state}: incidents are not looked at again',
    ko: '{state} 상태입니다. 인시던트를 다시 확인하지 않습니다',
  },
  'doctor.topic': {en: 'is there', ko: '있습니다'},
  'doctor.ttl': {en: 'what is past its time is deleted', ko: '기한이 지난 것은 삭제됩니다'},
  'doctor.pager': {
    en: 'the routing key has its form; notify --test pages with it',
    ko: '라우팅 키의 형식이 맞습니다. notify --test로 호출해 볼 수 있습니다',
  },
  'doctor.event-url': {
    en: 'the form is right; notify --test sends an event to {host}',
    ko: '형식이 맞습니다. notify --test로 {host}에 이벤트를 보내 볼 수 있습니다',
  },
  'doctor.slack-channel': {
    en: 'the bot posts to {channel}; notify --test tries it',
    ko: '봇이 {channel}에 게시합니다. notify --test로 확인할 수 있습니다',
  },
  'doctor.chat-space': {
    en: 'the Chat app is in {name}',
    ko: 'Chat 앱이 {name} 스페이스에 있습니다',
  },
  'doctor.chat-space-closed': {
    en: 'the Chat app does not see {space}: {said}',
    ko: 'Chat 앱이 {space}에 접근할 수 없습니다. {said}',
  },
  'doctor.chat-app-not-seen': {
    en: 'whether the Chat app is in {space} was not seen, because its account may not be used from here: {said}',
    ko: '여기에서 앱의 계정을 사용할 수 없어 Chat 앱이 {space}에 있는지 확인하지 못했습니다. {said}',
  },
  'doctor.group': {
    en: 'people in {group} who may answer: {count}',
    ko: '{group} 그룹에서 응답할 수 있는 사람: {count}명',
  },
  'doctor.group-empty': {
    en: '{group} has no people in it, so that nobody can answer through it',
    ko: '{group} 그룹에 아무도 없어 이 그룹으로 응답할 수 있는 사람이 없습니다',
  },
  'doctor.group-closed': {
    en: 'the members of {group} cannot be read, so that none of them may answer: {said}',
    ko: '{group} 그룹의 구성원을 조회할 수 없어 구성원이 응답할 수 없습니다. {said}',
  },
  'doctor.group-not-seen': {
    en: "whether the members of {group} can be read was not seen, because respond's account may not be used from here: {said}",
    ko: '여기에서 respond의 계정을 사용할 수 없어 {group} 그룹의 구성원을 조회할 수 있는지 확인하지 못했습니다. {said}',
  },
  'doctor.webhook': {
    en: 'has the form of a webhook; nothing was posted to it',
    ko: '웹훅의 형식입니다. 아무것도 게시하지 않았습니다',
  },
  'doctor.webhook-form': {en: '{said}', ko: '{said}'},
  'doctor.writer': {en: '{writer} may publish', ko: '{writer:이/가} 게시할 수 있습니다'},
  'doctor.writer-mute': {
    en: '{writer} may not publish on the topic: no entry arrives',
    ko: '{writer:이/가} 주제에 게시할 수 없습니다. 항목이 도착하지 않습니다',
  },
  'doctor.writer-wide': {
    en: '{writer} may publish on every topic of the project, not on its own only',
    ko: '{writer:이/가} 자기 주제만이 아니라 프로젝트의 모든 주제에 게시할 수 있습니다',
  },
});
