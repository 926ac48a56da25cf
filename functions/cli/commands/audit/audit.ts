import {actions} from '../../../actions/index.ts';
import {systemClock} from '../../../adapters/clock.ts';
import {loggingHistory} from '../../../adapters/google/logging/history.ts';
import {findProject, type Settings} from '../../../core/config/settings.ts';
import {closedIncidentKept} from '../../../core/incident/kept.ts';
import {spanSeconds} from '../../../core/lib/span.ts';
import {
  identitiesOf,
  isIdentity,
  selfAudit,
  type SelfAudit,
} from '../../../engine/review/self-audit.ts';
import {googleDeps} from '../../../wiring/compose.ts';
import {noProject} from '../../shared/refusals.ts';
import {withStoreToRead} from '../../shared/with-store.ts';
import {configOption, type Given, readArgs} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {usage} from '../../shell/usage-error.ts';
import {auditLines} from './json.ts';
import {showAudit} from './show.ts';
import {speakAudit} from './texts.ts';

const options = {
  since: {type: 'string'},
  identity: {type: 'string', multiple: true},
  project: {type: 'string', short: 'p'},
  json: {type: 'boolean'},
  config: configOption,
} as const;

/** `audit`: holds what the Cloud Audit Log says the responder did against what its incidents intended. */
export const audit: Command = {
  name: 'audit',
  summary: {
    en: 'compare the Cloud Audit Log with the incidents: who changed what',
    ko: 'Cloud 감사 로그와 인시던트를 대조해 모든 변경의 의도를 확인',
  },
  help: {
    en: `Usage: mesh-responder audit [--since TIME] [--identity EMAIL ...] [--project P]
                            [--json] [--config FILE]

Reads the Admin Activity log of each project of the configuration for calls of
the responder's identity, and the store for what its incidents intended. Each
call has to have an intent, and each change that was made an entry of the log.
What has no partner is named: somebody else uses the identity, or a log is
missing. It only reads. docs/audit.md says what counts, and what is set aside.

  --since TIME      so far back, 12h or 30d before now; 7d by default, 90d at
                    most: the store keeps closed incidents no longer
  --identity EMAIL  the service account that repairs; several times for
                    several. By default messages.identity of the configuration
  --project P       only the log of this project: its id or number
  --json            one JSON line for each finding, and one for the whole
  --config FILE     the configuration; MESH_RESPONDER_CONFIG by default

Exit codes: 0 each has its partner, 3 something has none, 1 a log or the store
could not be read (it says of which project), 2 usage or configuration.`,
    ko: `사용법: mesh-responder audit [--since 시간] [--identity 이메일 ...]
                             [--project P] [--json] [--config 파일]

구성에 있는 각 프로젝트의 관리자 활동 로그에서 mesh-responder 계정의 호출을
읽고, 저장소에서 인시던트가 의도한 변경을 읽습니다. 모든 호출에는 의도가,
실행한 모든 변경에는 로그 항목이 있어야 합니다. 짝이 없는 항목을 알립니다.
다른 사람이 계정을 사용하고 있거나 로그가 누락된 것입니다. 읽기만 합니다.
집계 기준과 제외 항목은 docs/audit.ko.md에 있습니다.

  --since 시간       그 이후. 예: 12h, 30d(기본값 7d, 최대 90d). 종료된
                     인시던트는 그보다 오래 보관되지 않음
  --identity 이메일  복구하는 서비스 계정. 여러 번 지정 가능. 기본값은 구성의
                     messages.identity
  --project P        이 프로젝트의 로그만. ID 또는 번호
  --json             발견 항목마다 JSON 한 줄, 전체 요약 한 줄
  --config 파일      구성. 기본값은 MESH_RESPONDER_CONFIG

종료 코드: 0 모두 짝이 있음, 3 짝이 없는 항목이 있음, 1 로그 또는 저장소를
읽을 수 없음(프로젝트를 알림), 2 사용법 또는 구성 오류.`,
  },
  options,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('audit', args, options);
  const seconds = sinceOf(given);
  return withStoreToRead('audit', given, io, async ({store, settings}) => {
    const identities = whoOf(given, settings);
    const projects = projectsOf(given, settings);
    const now = systemClock.now();
    const history = loggingHistory(googleDeps({env: io.env}));
    const from = now - seconds * 1000;
    const found = await selfAudit(
      {settings, store, history, actions},
      {from, now, identities, ...(projects === undefined ? {} : {projects})},
    );
    const about = {from, until: now, identities};
    if (given.flag('json')) for (const line of auditLines(found, about)) io.out(line);
    else io.out(showAudit(found, about, speakAudit(settings.locale), io));
    return exitOf(found);
  });
}

/** What was not read may hide anything: it outranks what was found, and both are told. */
function exitOf({unread, unintended, unlogged}: SelfAudit): Exit {
  if (unread.length > 0) return 1;
  return unintended.length + unlogged.length > 0 ? 3 : 0;
}

function sinceOf(given: Given): number {
  const text = given.text('since') ?? '7d';
  const seconds = spanSeconds(text);
  if (seconds === undefined || seconds <= 0) {
    throw usage('audit', {
      en: `--since is a time like 12h or 7d, not "${text}"`,
      ko: `--since 값은 12h, 7d와 같은 시간이어야 합니다: "${text}"`,
    });
  }
  if (seconds * 1000 <= closedIncidentKept) return seconds;
  throw usage('audit', {
    en: '--since is 90d at most: older closed incidents are not in the store, and each of their changes would look like a stranger’s',
    ko: '--since 값은 최대 90d입니다. 더 오래된 종료 인시던트는 저장소에 없어 모든 변경이 다른 사람의 것으로 보입니다',
  });
}

function whoOf(given: Given, settings: Settings): readonly string[] {
  const named = given.list('identity');
  const identities = named.length > 0 ? named : identitiesOf(settings);
  if (identities.length === 0) {
    throw usage('audit', {
      en: 'nobody says which identity repairs: give --identity, or set messages.identity in the configuration',
      ko: '복구하는 계정을 알 수 없습니다. --identity를 지정하거나 구성에 messages.identity를 설정하세요',
    });
  }
  const odd = identities.find(one => !isIdentity(one));
  if (odd === undefined) return identities;
  throw usage('audit', {
    en: `--identity is the e-mail address of an account, not "${odd}"`,
    ko: `--identity 값은 계정의 이메일 주소여야 합니다: "${odd}"`,
  });
}

function projectsOf(given: Given, settings: Settings): readonly string[] | undefined {
  const name = given.text('project');
  if (name === undefined) return undefined;
  const project = findProject(settings, name);
  if (project === undefined) throw usage('audit', noProject(name, settings));
  return [project.id];
}
