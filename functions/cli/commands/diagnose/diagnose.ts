import {resolve, dirname} from 'node:path';
import {readDocument} from '../../../adapters/config/read.ts';
import {validate} from '../../../adapters/config/validate.ts';
import {located} from '../../../adapters/config/validated-config.ts';
import {isCalled, isWanted} from '../../../mesh/membership.ts';
import type {Readers} from '../../../core/ports/ports.ts';
import type {Ground} from '../../../core/contract/runbook.ts';
import {findProject, type Settings} from '../../../core/config/settings.ts';
import {type Target, target} from '../../../core/detection/target.ts';
import {composeReadOnly} from '../../../wiring/compose-read-only.ts';
import {known} from '../../../wiring/load-config.ts';
import {readArgs, usage} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {findingsOf} from './findings.ts';
import {jsonLines} from './json.ts';
import {exitOf, type Report} from './report.ts';
import {showReport} from './show.ts';
import {type FleetState, type Member, stateOf} from './state.ts';
import {speakDiagnose} from './texts.ts';

/** `diagnose`: shows the whole state of a fleet, and what every runbook says about it. */
export const diagnose: Command = {
  name: 'diagnose',
  summary: 'show the whole state of a fleet, what is wrong in it, and what would be done',
  help: `Usage: mesh-responder diagnose --config FILE --project P [--membership M] [--json]

Reads the fleet that the project belongs to: its projects, their APIs and the service agent's role,
each membership with its control plane, data plane, management and conditions. Then it asks every
runbook about every place where its problem would have to sit. It prints what is wrong and why, what
the responder would do about it and with which commands, and what could not be seen.

It only reads: nothing is changed, stored or posted, and the chat's secrets are not needed.

  --config FILE   the configuration; else the one that MESH_RESPONDER_CONFIG names
  --project P     a project of the configuration: its id or number
  --membership M  only this membership, also where its mesh is not managed
  --json          one JSON line for each project, membership, finding and thing that was not seen

With MESH_RESPONDER_API_PROXY it looks at the sandbox, else at Google Cloud, with your credentials
(gcloud auth application-default login).

Each place is judged by the function that judges incidents, causes first, so diagnose says what
respond would. What rests on an event in a log alone, only respond knows. The fleet's own state of a
membership is shown: where it is ERROR something is wrong, and WARNING is told.

Exit codes: 0 everything was seen and nothing is wrong (the fleet may warn), 3 something is broken or
needs a person, 1 failure, or nothing wrong was seen but not everything could be looked at, 2 usage or
configuration.`,
  run,
};

const options = {
  config: {type: 'string', short: 'c'},
  project: {type: 'string', short: 'p'},
  membership: {type: 'string', short: 'm'},
  json: {type: 'boolean'},
} as const;

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('diagnose', args, options);
  const path = given.text('config') ?? io.env.config;
  const name = given.text('project');
  if (path === undefined) {
    throw usage(
      'diagnose',
      'there is no configuration: give --config, or set MESH_RESPONDER_CONFIG',
    );
  }
  if (name === undefined) throw usage('diagnose', '--project is missing');
  const settings = await readSettings(path);
  const project = findProject(settings, name);
  const fleet = project === undefined ? undefined : findProject(settings, project.fleet);
  if (fleet === undefined) {
    const ids = settings.projects.map(one => one.id).join(', ');
    throw usage('diagnose', `"${name}" is no project of the configuration, which has ${ids}`);
  }
  const deps = await composeReadOnly({settings, env: io.env});
  const projects = settings.projects.filter(one => one.fleet === fleet.id);
  const whole: Ground = {fleet, projects, readers: deps.readers};
  const wanted = given.text('membership');
  const state = narrowedState(await stateOf(whole), wanted);
  if (wanted !== undefined && state.members.length === 0 && state.registrations.kind === 'seen') {
    const {unreachable} = state.registrations.value;
    const said =
      unreachable.length === 0
        ? `has no membership "${wanted}"`
        : `shows no membership "${wanted}", and ${unreachable.join(', ')} did not answer: try again`;
    io.err(`mesh-responder diagnose: fleet ${fleet.id} ${said}\n`);
    return 1;
  }
  const ground = wanted === undefined ? whole : {...whole, readers: narrowed(deps.readers, wanted)};
  const places = placesOf(state, ground, wanted !== undefined);
  const report: Report = {state, findings: await findingsOf(deps, ground, places)};
  const speak = speakDiagnose(settings.locale, deps.runbooks);
  if (given.flag('json')) for (const line of jsonLines(report, speak)) io.out(line);
  else io.out(showReport(report, speak, io));
  return exitOf(report);
}

/** The configuration without its secrets, which are the chat's. @throws ConfigError */
async function readSettings(path: string): Promise<Settings> {
  const validated = await validate(await readDocument(path), path, known);
  return {...validated, chat: {}, ...located(validated, resolve(dirname(path)))};
}

function narrowedState(state: FleetState, membership: string | undefined): FleetState {
  if (membership === undefined) return state;
  return {...state, members: state.members.filter(one => one.membership === membership)};
}

/** Readers that show only this membership, so that surveys name only its places. */
function narrowed(readers: Readers, membership: string): Readers {
  return {
    ...readers,
    async mesh(fleet) {
      const mesh = await readers.mesh(fleet);
      if (mesh.kind === 'not-enabled') return mesh;
      return {...mesh, memberships: mesh.memberships.filter(one => one.membership === membership)};
    },
  };
}

/**
 * The clusters to look at: those of the fleet's memberships that are managed, or that were asked for. When
 * it is not known what is managed, every cluster and every project.
 */
function placesOf(
  {members, mesh, registrations}: FleetState,
  {projects}: Ground,
  asked: boolean,
): readonly Target[] {
  const blind = mesh.kind === 'unseen' || registrations.kind === 'unseen';
  const clusters = members.flatMap(({cluster, state}: Member) => {
    const project = projects.find(one => isCalled(one, cluster?.project));
    const looked = asked || blind || (state !== undefined && isWanted(state));
    if (project === undefined || cluster === undefined || !looked) return [];
    return [target({project: project.id, location: cluster.location, cluster: cluster.name})];
  });
  return blind ? [...projects.map(one => target({project: one.id})), ...clusters] : clusters;
}
