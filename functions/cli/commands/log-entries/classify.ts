import {viewEntry} from '../../../core/detection/entry.ts';
import {at} from '../../../core/lib/json.ts';
import {phrase} from '../../../core/texts/texts.ts';
import {classify as classifyEntry} from '../../../engine/intake/classify.ts';
import {loadConfigWithoutChat} from '../../../wiring/load-config.ts';
import {runbooksOf} from '../../../wiring/registry.ts';
import {speakAll} from '../../../wiring/translations.ts';
import {readEntries} from '../../shared/read-entries.ts';
import {readArgs} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';

/** `classify`: says which runbook each log entry belongs to, and why. */
export const classify: Command = {
  name: 'classify',
  summary: 'say which runbook each log entry belongs to, and why',
  help: `Usage: mesh-responder classify [FILE|-] [--config FILE] [--json]

Reads log entries (one JSON object a line, or a JSON array as
"gcloud logging read --format=json" prints it) and prints one JSON line for each, in order:

  {"insertId":"…","runbook":"<id>"|null,"target":{…}|null,"reason":"…"}

A line that is not JSON gives {"error":"…","line":n}; the rest still runs and the exit code is 1.
Nothing is looked up: the target is what the entry claims. With a configuration its private runbooks
are asked as well, after the others.

Example:
  gcloud logging read 'resource.type="k8s_cluster"' --format=json | mesh-responder classify`,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const options = {config: {type: 'string', short: 'c'}, json: {type: 'boolean'}} as const;
  const given = readArgs('classify', args, options, {files: 1});
  const path = given.text('config');
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
