import {type Env, readEnv} from '../../adapters/env.ts';
import {errorText} from '../../core/lib/error.ts';
import type {Command, Exit, Io} from './command.ts';

/** Each subcommand with its module, loaded when it is asked for. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  classify: async () => (await import('../commands/log-entries/classify.ts')).classify,
  match: async () => (await import('../commands/log-entries/match.ts')).match,
  filters: async () => (await import('../commands/log-entries/filters.ts')).filters,
  replay: async () => (await import('../commands/replay/replay.ts')).replay,
  incidents: async () => (await import('../commands/incidents/incidents.ts')).incidents,
  respond: async () => (await import('../commands/respond/respond.ts')).respond,
  diagnose: async () => (await import('../commands/diagnose/diagnose.ts')).diagnose,
  doctor: async () => (await import('../commands/doctor/doctor.ts')).doctor,
  approve: async () => (await import('../commands/operate/approve.ts')).approve,
  decline: async () => (await import('../commands/operate/approve.ts')).decline,
  pause: async () => (await import('../commands/operate/pause.ts')).pause,
  unpause: async () => (await import('../commands/operate/pause.ts')).unpause,
  breaker: async () => (await import('../commands/operate/breaker.ts')).breaker,
  notify: async () => (await import('../commands/notify/notify.ts')).notify,
  config: async () => (await import('../commands/config/config.ts')).config,
  play: async () => (await import('../commands/play/play.ts')).play,
  sandbox: async () => (await import('../commands/play/sandbox.ts')).sandbox,
};

/** Errors that the caller can correct: their message says it all. */
const callersFault = ['UsageError', 'ConfigError', 'EnvError'];

/**
 * Runs the command line. Never throws: an error is printed and becomes the exit code.
 * @param variables Of the environment; by default those of the process.
 */
export async function main(
  args: readonly string[],
  io: Omit<Io, 'env'>,
  variables?: Env['all'],
): Promise<Exit> {
  const [name, ...rest] = args;
  try {
    if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
      io.out(await overview());
      return name === undefined ? 2 : 0;
    }
    if (name === '--version') {
      io.out(
        `${(await import('../../../package.json', {with: {type: 'json'}})).default.version}\n`,
      );
      return 0;
    }
    const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (load === undefined) {
      io.err(`mesh-responder: there is no command "${name}". See: mesh-responder --help\n`);
      return 2;
    }
    const command = await load();
    if (rest.includes('--help') || rest.includes('-h')) {
      io.out(`${command.help}\n`);
      return 0;
    }
    return await command.run(rest, {...io, env: readEnv(variables)});
  } catch (error) {
    return told(error, io);
  }
}

function told(error: unknown, io: Pick<Io, 'err'>): Exit {
  const known = error instanceof Error && callersFault.includes(error.name);
  const text = errorText(error);
  io.err(`${known ? text : `mesh-responder failed: ${text}`}\n`);
  return known ? 2 : 1;
}

async function overview(): Promise<string> {
  const all = await Promise.all(Object.values(commands).map(load => load()));
  const width = Math.max(...all.map(one => one.name.length));
  const lines = all.map(one => `  ${one.name.padEnd(width)}  ${one.summary}`);
  return `Repairs the documented problems of managed Cloud Service Mesh, safely.

Usage: mesh-responder COMMAND [OPTIONS]

${lines.join('\n')}

Exit codes: 0 done or nothing to do, 1 failure, 2 usage or configuration, 3 a person is needed.
Help on a command: mesh-responder COMMAND --help
`;
}
