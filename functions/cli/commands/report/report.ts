import {writeFile} from 'node:fs/promises';
import {extname} from 'node:path';
import {actions} from '../../../actions/index.ts';
import {systemClock} from '../../../adapters/clock.ts';
import {findProject} from '../../../core/config/settings.ts';
import {errorText} from '../../../core/lib/error.ts';
import {spanSeconds} from '../../../core/lib/span.ts';
import type {Report} from '../../../core/report/report.ts';
import {readReport} from '../../../engine/review/read-report.ts';
import {runbooksOf} from '../../../wiring/registry.ts';
import {hintProject} from '../../shared/refusals.ts';
import {withStoreToRead} from '../../shared/with-store.ts';
import {configOption, type Given, readArgs} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {oneOf, usage} from '../../shell/usage-error.ts';
import {jsonReport} from '../../../pages/report/report-json.ts';
import {markdownReport} from './markdown.ts';
import {plainReport} from './plain.ts';
import {speakReport} from './speak-report.ts';

const formats = ['text', 'json', 'markdown', 'html'] as const;
type Format = (typeof formats)[number];

const options = {
  since: {type: 'string'},
  project: {type: 'string', short: 'p'},
  format: {type: 'string', of: formats},
  output: {type: 'string', short: 'o', of: 'file'},
  config: configOption,
} as const;

/** `report`: what was seen and done in a time, how long it took, and whether it may go further. */
export const report: Command = {
  name: 'report',
  summary: {
    en: 'report what was seen and done, how long it took, what is ready',
    ko: '확인된 문제와 조치, 소요 시간, 다음 모드의 준비 상태 보고',
  },
  help: {
    en: `Usage: mesh-responder report [--since TIME] [--project P] [--format FORMAT]
                             [--output FILE] [--config FILE]

Reads the store that the configuration names, and writes nothing into it. For
each runbook and project it tells what was seen and how it ended, what was
changed or would have been, how long it took to notice, to repair and to verify,
who was asked and how long they took, what held changes back, and who undid
them. For each runbook it says whether the evidence is there to go from observe
to approve, or from approve to auto, by a rule that it shows, and what is
missing. docs/report.md explains each figure.

  --since TIME     incidents opened since then: 12h or 30d before now; 30d by
                   default. The store keeps closed incidents for 90 days
  --project P      only this project: its id, or the number that the
                   configuration has for it
  --format FORMAT  text (the default), json, markdown, or html: one page with
                   charts, without scripts, that needs no network
  --output FILE    write it to a file; the format follows from its ending (.txt,
                   .json, .md, .html) unless --format says it
  --config FILE    the configuration; MESH_RESPONDER_CONFIG by default

The language is that of the configuration (locale).

Exit codes: 0 done, 1 the store cannot be read or the file not be written, 2
usage or configuration.`,
    ko: `사용법: mesh-responder report [--since 시간] [--project P] [--format 형식]
                              [--output 파일] [--config 파일]

구성에 있는 저장소를 읽으며 저장소에는 아무것도 쓰지 않습니다. 런북과
프로젝트별로 확인된 문제와 결과, 실행했거나 실행했을 변경, 감지와 복구와
확인까지 걸린 시간, 승인을 요청받은 사람과 응답 시간, 변경을 보류한 이유,
복구를 되돌린 계정을 알립니다. 런북마다 observe에서 approve로, approve에서
auto로 넘어갈 근거가 있는지, 무엇이 부족한지 규칙과 함께 표시합니다. 각 값의
의미는 docs/report.ko.md에 있습니다.

  --since 시간     그 이후에 열린 인시던트. 예: 12h, 30d(기본값 30d). 종료된
                   인시던트는 90일 동안 보관됨
  --project P      이 프로젝트만. ID 또는 구성에 있는 번호
  --format 형식    text(기본값), json, markdown, html(차트가 있는 한 페이지.
                   스크립트와 네트워크가 필요 없음)
  --output 파일    파일에 씀. --format이 없으면 확장자(.txt, .json, .md,
                   .html)로 형식을 정함
  --config 파일    구성. 기본값은 MESH_RESPONDER_CONFIG

언어는 구성의 locale을 따릅니다.

종료 코드: 0 완료, 1 저장소를 읽거나 파일을 쓸 수 없음, 2 사용법 또는 구성
오류.`,
  },
  options,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('report', args, options);
  const format = formatOf(given);
  const seconds = sinceOf(given);
  const text = await withStoreToRead('report', given, io, async ({store, settings}) => {
    const named = given.text('project');
    const known = named === undefined ? undefined : findProject(settings, named);
    if (named !== undefined && known === undefined) hintProject(named, settings, io);
    const project = known?.id ?? named;
    const runbooks = await runbooksOf(settings);
    const now = systemClock.now();
    const made = await readReport(
      {store, settings, runbooks, actions},
      {from: now - seconds * 1000, now, ...(project === undefined ? {} : {project})},
    );
    return rendered(made, format, {
      say: speakReport(settings.locale, runbooks),
      io,
      now,
      isFile: given.text('output') !== undefined,
    });
  });
  return written(text, given, io);
}

function formatOf(given: Given): Format {
  const named = given.text('format');
  const file = given.text('output');
  if (named === undefined) return formatOfFile(file ?? '');
  const found = formats.find(one => one === named);
  if (found === undefined) throw usage('report', oneOf(formats, named, '--format'));
  return found;
}

function formatOfFile(file: string): Format {
  const ending = extname(file);
  const format = byEnding[ending];
  if (format !== undefined) return format;
  throw usage('report', {
    en: `no format has the ending "${ending}": end --output in .txt, .json, .md or .html, or give --format`,
    ko: `확장자 "${ending}"에 해당하는 형식이 없습니다. --output 파일의 확장자를 .txt, .json, .md, .html 중 하나로 하거나 --format을 지정하세요`,
  });
}

const byEnding: Readonly<Record<string, Format>> = {
  '': 'text',
  '.txt': 'text',
  '.json': 'json',
  '.md': 'markdown',
  '.html': 'html',
};

function sinceOf(given: Given): number {
  const text = given.text('since') ?? '30d';
  const seconds = spanSeconds(text);
  if (seconds !== undefined && seconds > 0) return seconds;
  throw usage('report', {
    en: `--since is a time like 12h or 30d, not "${text}"`,
    ko: `--since 값은 12h, 30d와 같은 시간이어야 합니다: "${text}"`,
  });
}

async function rendered(
  made: Report,
  format: Format,
  {
    say,
    io,
    now,
    isFile,
  }: {
    readonly say: ReturnType<typeof speakReport>;
    readonly io: Io;
    readonly now: number;
    readonly isFile: boolean;
  },
): Promise<string> {
  switch (format) {
    case 'text':
      return plainReport(made, say, {width: io.width, colour: io.colour && !isFile});
    case 'json':
      return jsonReport(made, now);
    case 'markdown':
      return markdownReport(made, say);
    case 'html': {
      const {reportPage} = await import('../../../pages/report/report-page.ts');
      return reportPage(made, say, now);
    }
  }
}

async function written(text: string, given: Given, io: Io): Promise<Exit> {
  const file = given.text('output');
  if (file === undefined) {
    io.out(text);
    return 0;
  }
  try {
    await writeFile(file, text);
  } catch (cause) {
    const why = errorText(cause);
    const failed = {
      en: `mesh-responder report: ${file} cannot be written: ${why}. Name a file in a folder that is there.`,
      ko: `mesh-responder report: ${file} 파일을 쓸 수 없습니다: ${why}. 존재하는 폴더의 파일을 지정하세요.`,
    };
    io.err(`${failed[io.locale]}\n`);
    return 1;
  }
  return 0;
}
