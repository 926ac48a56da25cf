import {viewEntry} from '../../../core/detection/entry.ts';
import {at} from '../../../core/lib/json.ts';
import {phrase} from '../../../core/texts/texts.ts';
import {classify as classifyEntry} from '../../../engine/intake/classify.ts';
import {loadConfigWithoutChat} from '../../../wiring/load-config.ts';
import {runbooksOf} from '../../../wiring/registry.ts';
import {speakAll} from '../../../wiring/translations.ts';
import {readEntries} from '../../shared/read-entries.ts';
import {configOption, readArgs} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';

const options = {config: configOption, json: {type: 'boolean'}} as const;

/** `classify`: says which runbook each log entry belongs to, and why. */
export const classify: Command = {
  name: 'classify',
  summary: {
    en: 'say which runbook each log entry belongs to, and why',
    ko: '로그 항목마다 어느 런북에 속하는지와 그 이유 출력',
  },
  help: {
    en: `Usage: mesh-responder classify [FILE|-] [--config FILE] [--json]

Reads log entries (one JSON object a line, or a JSON array as
"gcloud logging read --format=json" prints it) and prints one JSON line for
each, in order:

  {"insertId":"…","runbook":"<id>"|null,"target":{…}|null,"reason":"…"}

A line that is not JSON gives {"error":"…","line":n}; the rest still runs and
the exit code is 1. Nothing is looked up: the target is what the entry claims.
With a configuration (--config, else MESH_RESPONDER_CONFIG) its private runbooks
are asked as well, behind the others.

Example:
  gcloud logging read 'resource.type="k8s_cluster"' --format=json |
    mesh-responder classify`,
    ko: `사용법: mesh-responder classify [파일|-] [--config 파일] [--json]

로그 항목을 읽어(한 줄에 JSON 객체 하나, 또는
"gcloud logging read --format=json"이 출력하는 JSON 배열) 항목마다 JSON 한
줄을 순서대로 출력합니다.

  {"insertId":"…","runbook":"<id>"|null,"target":{…}|null,"reason":"…"}

JSON이 아닌 줄은 {"error":"…","line":n}이 되고, 나머지는 계속 처리되며 종료
코드는 1입니다. 조회는 하지 않습니다. target은 항목이 주장하는 값입니다.
구성(--config, 없으면 MESH_RESPONDER_CONFIG)이 있으면 비공개 런북도 다른 런북
다음에 확인합니다.

예:
  gcloud logging read 'resource.type="k8s_cluster"' --format=json |
    mesh-responder classify`,
  },
  options,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('classify', args, options, {files: 1});
  const path = given.text('config') ?? io.env.config;
  const runbooks = await runbooksOf(
    path === undefined ? {} : await loadConfigWithoutChat(path, io.env),
  );
  const speak = speakAll('en', runbooks);
  let exit: Exit = 0;
  for await (const item of readEntries(given.rest[0], io)) {
    if (item.kind === 'fault') {
      exit = 1;
      io.out(`${JSON.stringify({error: item.error, line: item.line})}\n`);
      continue;
    }
    const entry = viewEntry(item.value);
    if (entry === undefined) {
      exit = 1;
      io.out(`${JSON.stringify({error: speak(phrase('junk.not-an-object')), line: item.line})}\n`);
      continue;
    }
    const insertId = at(item.value, 'insertId') ?? null;
    const detection = classifyEntry(entry, runbooks);
    io.out(`${JSON.stringify({insertId, ...answer(detection, speak)})}\n`);
  }
  return exit;
}

function answer(
  detection: ReturnType<typeof classifyEntry>,
  speak: ReturnType<typeof speakAll>,
): {readonly runbook: string | null; readonly target: unknown; readonly reason: string} {
  switch (detection.kind) {
    case 'finding': {
      const {runbook, target, symptom} = detection.finding;
      return {runbook, target, reason: symptom};
    }
    case 'pulse': {
      const {runbook, project} = detection;
      return {runbook, target: {project}, reason: 'heartbeat'};
    }
    case 'foreign':
      return {runbook: null, target: null, reason: speak(detection.reason)};
    case 'unrelated':
      return {runbook: null, target: null, reason: speak(phrase('skip.unrelated'))};
  }
}
