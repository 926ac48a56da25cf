import {loadConfigWithoutChat} from '../../../wiring/load-config.ts';
import {sinkFilters} from '../../../engine/intake/sink-filters.ts';
import {runbooksOf} from '../../../wiring/registry.ts';
import {readArgs} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';

/** `filters`: prints the sink filter of each runbook. */
export const filters: Command = {
  name: 'filters',
  summary: 'print the sink filter of each runbook',
  help: `Usage: mesh-responder filters [--config FILE] [--json]

Prints the filter that each runbook's log sink uses, ready for "gcloud logging sinks create
--log-filter" or the Logs Explorer. With a configuration its private runbooks have theirs too, and
its projects, and their locations and clusters where given, are appended. A runbook whose problem shows in no log has no sink and is left
out.

A sink's filter has room for 20,000 characters. Where the projects take more, a runbook has several
filters, one for each sink, that together name all projects. The sink of a project takes the one that
names it. Sinks of a folder or an organisation need no list of projects, so no configuration either:
what comes from elsewhere is left alone when it is taken in.

--json prints one line for each filter, in this order: {"runbook":"…","filter":"…"}.`,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const options = {config: {type: 'string', short: 'c'}, json: {type: 'boolean'}} as const;
  const given = readArgs('filters', args, options);
  const path = given.text('config');
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
