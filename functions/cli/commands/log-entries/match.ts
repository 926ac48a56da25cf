import {at} from '../../../core/lib/json.ts';
import {compile} from '../../../filter/compile.ts';
import {FilterError} from '../../../filter/error.ts';
import {parse} from '../../../filter/parse.ts';
import {loadConfigWithoutChat} from '../../../wiring/load-config.ts';
import {runbooksOf} from '../../../wiring/registry.ts';
import {configOption, type Given, readArgs} from '../../shell/args.ts';
import {either, missing, oneOf, usage} from '../../shell/usage-error.ts';
import {same} from '../../../core/texts/words.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {readEntries} from '../../shared/read-entries.ts';

const options = {
  filter: {type: 'string', short: 'f'},
  runbook: {type: 'string'},
  config: configOption,
  json: {type: 'boolean'},
} as const;

/** `match`: evaluates a query of the Logging query language on log entries. */
export const match: Command = {
  name: 'match',
  summary: {
    en: 'evaluate a Logging query on log entries',
    ko: 'Logging 쿼리를 로그 항목에 적용',
  },
  help: {
    en: `Usage: mesh-responder match --filter 'QUERY' [FILE|-] [--json]
       mesh-responder match --runbook ID [--config FILE] [FILE|-] [--json]

Evaluates a query of the Cloud Logging query language on each JSON object of
the input (lines or one array) and prints one JSON line for each:
{"insertId":"…","match":true|false}. In this language OR binds tighter than AND.
With --runbook the query is the filter of that runbook, also of a private one of
the configuration (--config, else MESH_RESPONDER_CONFIG).

A bad query exits with 2 and says where; a line that is not JSON gives
{"error":"…","line":n} and the exit code 1 at the end.

Example:
  mesh-responder match --filter 'severity>=ERROR' entries.ndjson`,
    ko: `사용법: mesh-responder match --filter '쿼리' [파일|-] [--json]
       mesh-responder match --runbook ID [--config 파일] [파일|-] [--json]

Cloud Logging 쿼리 언어의 쿼리를 입력의 JSON 객체(줄마다 하나 또는 배열
하나)에 적용하고 객체마다 JSON 한 줄을 출력합니다.
{"insertId":"…","match":true|false}
이 언어에서는 OR가 AND보다 먼저 결합합니다. --runbook을 사용하면 그 런북의
필터를 적용합니다. 구성(--config, 없으면 MESH_RESPONDER_CONFIG)의 비공개 런북도
사용할 수 있습니다.

쿼리가 잘못되면 위치를 알리고 2로 종료합니다. JSON이 아닌 줄은
{"error":"…","line":n}이 되고 마지막에 종료 코드 1로 끝납니다.

예:
  mesh-responder match --filter 'severity>=ERROR' entries.ndjson`,
  },
  options,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('match', args, options, {files: 1});
  const passes = compileQuery(await queryOf(given, io));
  let exit: Exit = 0;
  for await (const item of readEntries(given.rest[0], io)) {
    if (item.kind === 'fault') {
      exit = 1;
      io.out(`${JSON.stringify({error: item.error, line: item.line})}\n`);
      continue;
    }
    const insertId = at(item.value, 'insertId') ?? null;
    io.out(`${JSON.stringify({insertId, match: passes(item.value)})}\n`);
  }
  return exit;
}

/** The query itself, or the filter of a runbook. @throws UsageError, ConfigError. */
async function queryOf(given: Given, io: Io): Promise<string> {
  const [query, id] = [given.text('filter'), given.text('runbook')];
  if (query !== undefined && id !== undefined)
    throw usage('match', either('--filter', '--runbook'));
  if (query !== undefined) return query;
  if (id === undefined) throw usage('match', missing('--filter'));
  const path = given.text('config') ?? io.env.config;
  const runbooks = await runbooksOf(
    path === undefined ? {} : await loadConfigWithoutChat(path, io.env),
  );
  const filters = new Map(
    runbooks.flatMap(({manifest: {id: name, filter}}) =>
      filter === undefined ? [] : [[name, filter] as const],
    ),
  );
  const found = filters.get(id);
  if (found !== undefined) return found;
  throw usage('match', oneOf([...filters.keys()], id, '--runbook'));
}

function compileQuery(query: string): (entry: unknown) => boolean {
  try {
    return compile(parse(query));
  } catch (error) {
    if (error instanceof FilterError) throw usage('match', same(`--filter: ${error.message}`));
    throw error;
  }
}
