import {loadConfigWithoutChat} from '../../../wiring/load-config.ts';
import {sinkFilters} from '../../../engine/intake/sink-filters.ts';
import {runbooksOf} from '../../../wiring/registry.ts';
import {configOption, readArgs} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';

const options = {config: configOption, json: {type: 'boolean'}} as const;

/** `filters`: prints the sink filter of each runbook. */
export const filters: Command = {
  name: 'filters',
  summary: {
    en: 'print the sink filter of each runbook',
    ko: '런북별 로그 싱크 필터 출력',
  },
  help: {
    en: `Usage: mesh-responder filters [--config FILE] [--json]

Prints the filter that each runbook's log sink uses, ready for
"gcloud logging sinks create --log-filter" or the Logs Explorer. With a
configuration (--config, else MESH_RESPONDER_CONFIG) its private runbooks have
theirs too, and its projects, with their locations and clusters where given, are
appended. A runbook whose problem shows in no log has no sink and is left out.

A sink's filter has room for 20,000 characters. Where the projects take more, a
runbook has several filters, one for each sink, that together name all
projects. The sink of a project takes the one that names it. Sinks of a folder
or an organisation need no list of projects, so no configuration either: what
comes from elsewhere is left alone when it is taken in.

--json prints one line for each filter, in this order:
{"runbook":"…","filter":"…"}.`,
    ko: `사용법: mesh-responder filters [--config 파일] [--json]

런북마다 로그 싱크가 사용하는 필터를 출력합니다.
"gcloud logging sinks create --log-filter"나 로그 탐색기에 그대로 사용할 수
있습니다. 구성(--config, 없으면 MESH_RESPONDER_CONFIG)이 있으면 비공개 런북의
필터도 출력하며, 프로젝트와, 지정된 경우 위치와 클러스터가 덧붙습니다. 문제가
로그에 나타나지 않는 런북에는 싱크가 없으므로 빠집니다.

싱크 필터는 최대 20,000자입니다. 프로젝트가 더 많은 자리를 차지하면 런북
하나가 싱크마다 하나씩 여러 필터로 나뉘고, 이 필터들이 모든 프로젝트를
포함합니다. 프로젝트의 싱크는 그 프로젝트가 있는 필터를 사용합니다. 폴더나
조직의 싱크에는 프로젝트 목록이 필요 없으므로 구성도 필요 없습니다. 다른
곳에서 온 항목은 받을 때 제외됩니다.

--json은 필터마다 한 줄을 다음 순서로 출력합니다.
{"runbook":"…","filter":"…"}`,
  },
  options,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('filters', args, options);
  const path = given.text('config') ?? io.env.config;
  const settings = path === undefined ? undefined : await loadConfigWithoutChat(path, io.env);
  const projects = settings?.projects ?? [];
  const manifests = (await runbooksOf(settings ?? {})).map(one => one.manifest);
  for (const {runbook, number, of, filter} of sinkFilters(manifests, projects)) {
    const title = manifests.find(one => one.id === runbook)?.title ?? '';
    const which = of === 1 ? '' : ` (sink ${number} of ${of})`;
    io.out(
      given.flag('json')
        ? `${JSON.stringify({runbook, filter})}\n`
        : `-- ${runbook}: ${title}${which}\n${filter}\n\n`,
    );
  }
  return 0;
}
