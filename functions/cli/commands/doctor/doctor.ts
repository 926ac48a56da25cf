import {type InspectDeps, inspecting} from '../../../adapters/google/client/call.ts';
import type {Settings} from '../../../core/config/settings.ts';
import {googleDeps} from '../../../wiring/compose.ts';
import {runbooksOf} from '../../../wiring/registry.ts';
import {readArgs, usage} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import type {Line, Check} from './check.ts';
import {deepChecks} from './deep/deep-checks.ts';
import {redacting} from './deep/redact-names.ts';
import {readConfiguration} from './configuration.ts';
import {doctorContext, type DoctorContext} from './doctor-context.ts';
import {runChecks} from './run-checks.ts';
import {jsonLine, showLines, speakDoctor} from './show.ts';
import {actionChecks, grantChecks, permissionChecks} from './checks/permissions.ts';
import {apiChecks} from './checks/apis.ts';
import {chatChecks} from './checks/chat.ts';
import {clockChecks, identityChecks} from './checks/identity.ts';
import {fleetChecks, projectChecks, quotaChecks} from './checks/projects.ts';
import {functionChecks} from './checks/functions.ts';
import {organisationChecks} from './checks/organisation.ts';
import {queueChecks} from './checks/queues.ts';
import {sinkChecks} from './checks/sinks.ts';
import {storeChecks} from './checks/store.ts';

/** `doctor`: compares a deployment with what the code and infra/ need. */
export const doctor: Command = {
  name: 'doctor',
  summary: 'check a deployment: APIs, permissions, policies, sinks, queues, store, chat, clock',
  help: `Usage: mesh-responder doctor [--config FILE] [--json] [--deep [--no-patch]]

Compares what is deployed with what the code and infra/ need, in at most ten seconds. It reads only,
posts nothing and shows no secret. Each line is ok, warning, broken, or unknown with the reason, and
says with "→" what to do. Without workTopic in the configuration there is no deployment to look at:
then it checks what one process on this machine needs.

  --config FILE  the configuration; else the one that MESH_RESPONDER_CONFIG names. The functions' own:
                 terraform -chdir=infra output -json configurations | jq .respond > responder.json
  --json         one JSON line for each: {"check","subject","result","reason","said","next"}
  --deep         another report, fit for a bug report: sends every read that the responder uses once, with
                 the function's identity where you may, and tells where an answer has another shape than
                 expected; asks Kubernetes for its patches with dryRun=All, and IAM which permissions a
                 custom role may have. It changes nothing and takes up to two minutes. The names of
                 projects, clusters and what is in them are replaced, the same by the same.
  --no-patch     with --deep: leaves the patches out; they need the right to patch and stand in audit logs

To see what the functions' service accounts may do it looks through their eyes, for which you need
roles/iam.serviceAccountTokenCreator on them; without it, it says so.

Exit codes: 0 nothing is broken, 3 something is, 2 usage or configuration.`,
  run,
};

const options = {
  config: {type: 'string', short: 'c'},
  json: {type: 'boolean'},
  deep: {type: 'boolean'},
  'no-patch': {type: 'boolean'},
} as const;

/** All checks together, in milliseconds; the rest of ten seconds is for start-up and output. */
const totalMs = 8_500;
/** One check with all its calls, in milliseconds. */
const oneMs = 6_000;
const attemptMs = 2_500;
const callMs = 4_000;
const width = 12;

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('doctor', args, options);
  const path = given.text('config') ?? io.env.config;
  if (path === undefined) {
    throw usage('doctor', 'there is no configuration: give --config, or set MESH_RESPONDER_CONFIG');
  }
  const {lines, settings} = await readConfiguration(path, io.env.all);
  const faulty = lines.some(one => one.result === 'broken');
  const deep = given.flag('deep');
  if (given.flag('no-patch') && !deep) throw usage('doctor', '--no-patch goes with --deep');
  if (settings !== undefined && deep) {
    const told = await lookDeep(settings, path, io, !given.flag('no-patch'));
    const {names, speak} = redacting(told.names, speakDoctor(settings.locale));
    const shown = told.lines.map(one => ({...one, subject: names(one.subject)}));
    if (given.flag('json')) for (const one of shown) io.out(jsonLine(one, speak));
    else io.out(showLines(shown, speak, io));
    return shown.some(one => one.result === 'broken') ? 3 : 0;
  }
  const all = settings === undefined ? lines : [...lines, ...(await examine(settings, path, io))];
  const speak = speakDoctor(settings?.locale ?? 'en');
  if (given.flag('json')) for (const one of all) io.out(jsonLine(one, speak));
  else io.out(showLines(all, speak, io));
  if (faulty) return 2;
  return all.some(one => one.result === 'broken') ? 3 : 0;
}

/** Everything that `--deep` asks, in milliseconds. */
const deepMs = 120_000;

async function lookDeep(
  settings: Settings,
  config: string,
  io: Io,
  patches: boolean,
): Promise<{readonly lines: readonly Line[]; readonly names: ReadonlyMap<string, string>}> {
  const env = {...io.env, timeScale: 1};
  const signal = AbortSignal.timeout(deepMs);
  const policy = {attempts: 2, totalMs: 20_000};
  const google = {...inspecting(googleDeps({env})), ...policy, signal};
  const runbooks = await runbooksOf(settings);
  const context = doctorContext({settings, runbooks, config, env}, google);
  const {checks, names} = await deepChecks(context, google, patches);
  const limits = {oneMs: 30_000, width};
  const again = `mesh-responder doctor --deep --config ${config}`;
  const lines = await runChecks(checks, {google, me: () => context.me(), again, limits});
  // A command with replaced names would not work, and one with the names tells them.
  return {lines: lines.map(({next: _, ...one}) => one), names};
}

async function examine(settings: Settings, config: string, io: Io): Promise<readonly Line[]> {
  const signal = AbortSignal.timeout(totalMs);
  const policy = {attempts: 2, attemptMs, totalMs: callMs};
  // The checks wait for nothing, so that the time scale of a played world does not apply.
  const env = {...io.env, timeScale: 1};
  const google: InspectDeps & {readonly signal: AbortSignal} = {
    ...inspecting(googleDeps({env})),
    ...policy,
    signal,
  };
  const runbooks = await runbooksOf(settings);
  const context = doctorContext({settings, runbooks, config, env}, google);
  const again = `mesh-responder doctor --config ${config}`;
  const limits = {oneMs, width};
  return runChecks(allChecks(context), {google, me: () => context.me(), again, limits});
}

/** Every check, in the order in which doctor shows them. */
function allChecks(context: DoctorContext): readonly Check[] {
  return [
    ...clockChecks(),
    ...identityChecks(context),
    ...projectChecks(context),
    ...apiChecks(context),
    ...actionChecks(context),
    ...permissionChecks(context),
    ...grantChecks(context),
    ...organisationChecks(context),
    ...sinkChecks(context),
    ...queueChecks(context),
    ...functionChecks(context),
    ...storeChecks(context),
    ...fleetChecks(context),
    ...chatChecks(context),
    ...quotaChecks(context),
  ];
}
