import {mentionText, mentionTextKo} from '../../core/config/mention.ts';

/** What the schema allows, in Korean, by its English text; what has no entry is a list of words. */
const allowed: Readonly<Record<string, string>> = {
  'a project number: 1 to 19 digits, the first not 0':
    '프로젝트 번호(1~19자리 숫자, 첫 자리는 0이 아님)',
  'a whole number; JSON rounds one this large, so write it in quotes':
    '정수. JSON은 이렇게 큰 수를 반올림하므로 따옴표로 묶어 입력하세요',
  '(default), or 4 to 63 lower-case letters, digits and hyphens, a letter first, no hyphen last':
    '(default) 또는 4~63자의 소문자, 숫자, 하이픈(첫 글자는 문자, 마지막은 하이픈이 아님)',
  'the value itself, {env: NAME} or {file: PATH}': '값 자체, {env: 이름} 또는 {file: 경로}',
  'a list of at least one project {id, number}': '{id, number} 프로젝트가 하나 이상 있는 목록',
  'a list of at least one location': '위치가 하나 이상 있는 목록',
  'a list of at least one cluster name': '클러스터 이름이 하나 이상 있는 목록',
  'a location: lower-case letters, digits and hyphens, at most 63':
    '위치(소문자, 숫자, 하이픈, 최대 63자)',
  'a cluster name: lower-case letters, digits and hyphens, at most 63':
    '클러스터 이름(소문자, 숫자, 하이픈, 최대 63자)',
  'true or false': 'true 또는 false',
  'a list of {runbook, project, mode}': '{runbook, project, mode} 목록',
  'a list of {project, reason, from, until}': '{project, reason, from, until} 목록',
  'a list of {address, reason, until}': '{address, reason, until} 목록',
  'at most 1000 changes': '최대 1000개의 변경',
  'the address of a change, as the plan writes it': '계획에 표시된 변경의 주소',
  'at most 100 windows': '최대 100개의 기간',
  'a cluster or membership: lower-case letters, digits and hyphens, at most 63':
    '클러스터 또는 멤버십(소문자, 숫자, 하이픈, 최대 63자)',
  'why, in at most 200 characters': '이유(최대 200자)',
  'an RFC 3339 time for a single window, 00:00 to 23:59 for one that comes each week':
    '한 번의 기간은 RFC 3339 시간, 매주 반복되는 기간은 00:00~23:59',
  'an RFC 3339 time': 'RFC 3339 시간',
  'a list of sun, mon, tue, wed, thu, fri, sat': 'sun, mon, tue, wed, thu, fri, sat 목록',
  'a list of at least one of sun, mon, tue, wed, thu, fri, sat':
    'sun, mon, tue, wed, thu, fri, sat 중 하나 이상의 목록',
  'a length of time like 30m, 2h or 1d': '30m, 2h, 1d 형식의 기간',
  'a list of {project, runbook, states, to}': '{project, runbook, states, to} 목록',
  'a list of {url, secret}': '{url, secret} 목록',
  'a list of {after, to}': '{after, to} 목록',
  'a list of names of states': '상태 이름 목록',
  'a list of users and user groups': '사용자와 사용자 그룹 목록',
  "a space's name, spaces/ and the last part of its address":
    '스페이스 이름(spaces/와 스페이스 주소의 마지막 부분)',
  "a Slack channel's id, C… or G…": 'Slack 채널 ID(C… 또는 G…)',
  'an https address of a public host': '공개된 호스트의 https 주소',
  'minutes or hours, e.g. 15m or 2h': '분 또는 시간. 예: 15m, 2h',
  [mentionText]: mentionTextKo,
  'a list of ids of actions': '작업 ID 목록',
  'the id of a runbook': '런북 ID',
  'the id of an action': '작업 ID',
  "a Slack channel's id; quote a name that begins with #, YAML drops it":
    'Slack 채널 ID. YAML은 #으로 시작하는 이름을 무시하므로 따옴표로 묶으세요',
  'a time zone by its IANA name, e.g. Asia/Seoul': 'IANA 이름의 시간대. 예: Asia/Seoul',
  'an https address without a slash at its end': '슬래시로 끝나지 않는 https 주소',
  'the path of a file': '파일 경로',
  'the e-mail of a service account': '서비스 계정의 이메일',
  'the https address of the function interact, without a path':
    'interact 함수의 https 주소(경로 제외)',
  'the https address of the console, without a path': '콘솔의 https 주소(경로 제외)',
  'the audience of a backend behind IAP, /projects/NUMBER/global/backendServices/ID or /projects/NUMBER/locations/REGION/services/NAME':
    'IAP 백엔드의 대상(audience). /projects/번호/global/backendServices/ID 또는 /projects/번호/locations/리전/services/이름 형식',
  'the id of an OAuth client of Google': 'Google OAuth 클라이언트 ID',
  'a list of ids of OAuth clients': 'OAuth 클라이언트 ID 목록',
  'the id of a workspace, T…': '워크스페이스 ID(T…)',
  "a person's e-mail": '사용자의 이메일',
  'a list of e-mails': '이메일 목록',
  'the id of a user of Slack, U… or W…': 'Slack 사용자 ID(U… 또는 W…)',
  'a user of Google Chat, users/NUMBER': 'Google Chat 사용자(users/숫자)',
  'the id of a user group of Slack, S…, or the e-mail of a Google group':
    'Slack 사용자 그룹 ID(S…) 또는 Google 그룹 이메일',
  'a list of groups': '그룹 목록',
  'a list of at least one id of a folder': '폴더 ID가 하나 이상인 목록',
  "a folder's id: digits, without folders/ before them": '폴더 ID(앞에 folders/가 없는 숫자)',
  'labels, {key: value}': '라벨, {키: 값}',
  'a key: lower-case letters, digits, _ and -, at most 63': '키(최대 63자의 소문자, 숫자, _, -)',
  'a value: lower-case letters, digits, _ and -, at most 63': '값(최대 63자의 소문자, 숫자, _, -)',
  'a label, key=value': '라벨(키=값)',
  'a list of {email, slack, googleChat}': '{email, slack, googleChat} 목록',
  'a list of {project, runbook, people, groups}': '{project, runbook, people, groups} 목록',
  'a whole number, 1 to 5': '1~5 사이의 정수',
  'the path of a file; leave out store.sqlite to keep incidents in memory':
    '파일 경로. 인시던트를 메모리에 두려면 store.sqlite를 생략하세요',
  'the path of a folder with private runbooks': '비공개 런북이 있는 폴더의 경로',
  'projects/PROJECT_ID/topics/TOPIC': 'projects/PROJECT_ID/topics/TOPIC 형식',
  'projects/PROJECT_ID/subscriptions/NAME': 'projects/PROJECT_ID/subscriptions/NAME 형식',
  'a whole number, 1 to 100': '1~100 사이의 정수',
  'a whole number, 1 to 1000': '1~1000 사이의 정수',
  'whole minutes, 1 to 60': '1~60 사이의 정수(분)',
};

const idText = ': 6 to 30 lower-case letters, digits and hyphens, a letter first, no hyphen last';
const ids: Readonly<Record<string, string>> = {
  'a project id': '프로젝트 ID',
  'the id of the fleet host project': 'Fleet 호스트 프로젝트의 ID',
  'the id of a project of this list': '이 목록에 있는 프로젝트의 ID',
  'the id of the project with the database': '데이터베이스가 있는 프로젝트의 ID',
};
for (const [english, korean] of Object.entries(ids)) {
  Object.assign(allowed, {
    [`${english}${idText}`]: `${korean}(6~30자의 소문자, 숫자, 하이픈. 첫 글자는 문자, 마지막은 하이픈이 아님)`,
  });
}

/** What is allowed in Korean; a list of words is the same in every language. */
export function inKorean(english: string): string {
  return allowed[english] ?? english;
}
