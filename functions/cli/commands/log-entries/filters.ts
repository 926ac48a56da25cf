import {loadConfig} from '../../../wiring/load-config.ts';
import type {Project} from '../../../core/config/settings.ts';
import {sinkFilter} from '../../../engine/intake/allow-list.ts';
import {runbooks} from '../../../runbooks/index.ts';
import {readArgs} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';

/** `filters`: prints the sink filter of each runbook. */
export const filters: Command = {
  name: 'filters',
  summary: 'print the sink filter of each runbook',
  help: `Usage: mesh-responder filters [--config FILE] [--json]

Prints the filter that each runbook's log sink uses, ready for "gcloud logging sinks create
--log-filter" or the Logs Explorer. With a configuration its projects, and their locations and
clusters where given, are appended. A runbook whose problem shows in no log has no sink and is left
out.

--json prints one line for each runbook: {"runbook":"…","filter":"…"}.`,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const options = {config: {type: 'string', short: 'c'}, json: {type: 'boolean'}} as const;
  const given = readArgs('filters', args, options);
  const path = given.text('config');
  const projects: readonly Project[] =
    path === undefined ? [] : (await loadConfig(path, io.env)).projects;
  for (const {manifest} of runbooks) {
    const filter = sinkFilter(manifest, projects);
    if (filter === undefined) continue;
    io.out(
      given.flag('json')
        ? `${JSON.stringify({runbook: manifest.id, filter})}\n`
        : `-- ${manifest.id}: ${manifest.title}\n${filter}\n\n`,
    );
  }
  return 0;
}
