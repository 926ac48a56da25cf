import {at} from '../../../core/lib/json.ts';
import {compile} from '../../../filter/compile.ts';
import {FilterError} from '../../../filter/error.ts';
import {parse} from '../../../filter/parse.ts';
import {loadConfigWithoutChat} from '../../../wiring/load-config.ts';
import {runbooksOf} from '../../../wiring/registry.ts';
import {type Given, readArgs, usage} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {readEntries} from '../../shared/read-entries.ts';

/** `match`: evaluates a query of the Logging query language on log entries. */
export const match: Command = {
  name: 'match',
  summary: 'evaluate a Logging query on log entries',
  help: `Usage: mesh-responder match --filter 'QUERY' [FILE|-] [--json]
       mesh-responder match --runbook ID [--config FILE] [FILE|-] [--json]

Evaluates a query of the Cloud Logging query language on each JSON object of the input (lines or
one array) and prints one JSON line for each: {"insertId":"…","match":true|false}.
In this language OR binds tighter than AND. With --runbook the query is the filter of that runbook;
those of a configuration's private runbooks are known with --config.

A bad query exits with 2 and says where; a line that is not JSON gives {"error":"…","line":n} and
the exit code 1 at the end.

Example:
  mesh-responder match --filter 'severity>=ERROR jsonPayload.message=~"webhook"' entries.ndjson`,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const options = {
    filter: {type: 'string', short: 'f'},
    runbook: {type: 'string'},
    config: {type: 'string', short: 'c'},
    json: {type: 'boolean'},
  } as const;
  const given = readArgs('match', args, options, {files: 1});
  const passes = compileQuery(given.text('filter') ?? (await filterOf(given, io)));
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

/** The filter of the runbook that the command line names. @throws UsageError, ConfigError. */
async function filterOf(given: Given, io: Io): Promise<string> {
  const [id, path] = [given.text('runbook'), given.text('config')];
  if (id === undefined) throw usage('match', '--filter is missing');
  const settings = path === undefined ? {} : await loadConfigWithoutChat(path, io.env);
  const found = (await runbooksOf(settings)).find(one => one.manifest.id === id);
  if (found === undefined) throw usage('match', `no runbook is called "${id}"`);
  if (found.manifest.filter !== undefined) return found.manifest.filter;
  throw usage('match', `${id} has no filter: its problem shows in no log`);
}

function compileQuery(query: string): (entry: unknown) => boolean {
  try {
    return compile(parse(query));
  } catch (error) {
    if (error instanceof FilterError) throw usage('match', `--filter: ${error.message}`);
    throw error;
  }
}
