import {actions} from '../../../actions/index.ts';
import type {Breaker} from '../../../core/guard/circuit-breaker.ts';
import {listBreakers, resetBreaker} from '../../../engine/remediate/circuit-breakers.ts';
import type {Deps} from '../../../engine/lib/context.ts';
import {resumeHeld} from '../../../engine/operate/restart.ts';
import {type Given, readArgs, usage} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {withStore} from '../../shared/with-store.ts';

/** `breaker`: lists the open breakers, and lets one attempt through. */
export const breaker: Command = {
  name: 'breaker',
  summary: 'list changes that were refused for good, and let one be tried again',
  help: `Usage: mesh-responder breaker [list] [--config FILE] [--json]
       mesh-responder breaker reset --project P [--action A] [--config FILE]

A change that a project refuses for good (403, 404, 400) is told once and not asked for again: its
breaker is open for 24 hours. Then one attempt is let through: accepted, the breaker is closed;
refused, it stays open for another day.

  list            the open breakers (the default)
  reset           lets one attempt through now, and starts the incidents that it held
  --config FILE   the configuration; MESH_RESPONDER_CONFIG by default
  --json          one JSON line for each

Exit codes: 0 done, 1 failure, 2 usage or configuration.`,
  run,
};

const options = {
  config: {type: 'string', short: 'c'},
  project: {type: 'string'},
  action: {type: 'string'},
  json: {type: 'boolean'},
} as const;

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('breaker', args, options, {files: 1});
  const [verb = 'list'] = given.rest;
  if (verb !== 'list' && verb !== 'reset') {
    throw usage('breaker', `"${verb}" is neither list nor reset`);
  }
  const action = given.text('action');
  if (action !== undefined && !actions.some(one => one.manifest.id === action)) {
    throw usage('breaker', `no action is called "${action}"`);
  }
  if (verb === 'reset' && given.text('project') === undefined) {
    throw usage('breaker', 'reset needs --project');
  }
  return withStore<Exit>('breaker', given, io, async deps => {
    const open = await wanted(deps, given);
    if (verb === 'list') list(open, given, io);
    else await reset(deps, open, io);
    return 0;
  });
}

async function wanted(deps: Deps, given: Given): Promise<readonly Breaker[]> {
  const project = given.text('project');
  const action = given.text('action');
  const all = await listBreakers(
    deps,
    deps.settings.projects.map(one => one.id),
    actions.map(one => one.manifest.id),
  );
  return all.filter(
    one =>
      (project === undefined || one.project === project) &&
      (action === undefined || one.action === action),
  );
}

function list(open: readonly Breaker[], given: Given, io: Io): void {
  const json = given.flag('json');
  for (const one of open) {
    const until = new Date(one.until).toISOString();
    const {project, action, incident, said} = one;
    io.out(
      json
        ? `${JSON.stringify({project, action, incident, said, until})}\n`
        : `${project}  ${action}  until ${until}  incident ${incident}: ${said}\n`,
    );
  }
  if (open.length === 0 && !json) io.out('No breaker is open.\n');
}

async function reset(deps: Deps, open: readonly Breaker[], io: Io): Promise<void> {
  for (const {project, action} of open) {
    await resetBreaker(deps, project, action);
    await resumeHeld(deps, {project, action});
    io.out(`${project}  ${action}: one attempt is let through now\n`);
  }
  if (open.length === 0) io.out('No such breaker is open.\n');
}
