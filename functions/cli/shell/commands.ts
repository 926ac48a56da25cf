import type {Command} from './command.ts';

/** Each subcommand with its module, loaded when it is asked for. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  init: async () => (await import('../commands/init/init.ts')).init,
  config: async () => (await import('../commands/config/config.ts')).config,
  doctor: async () => (await import('../commands/doctor/doctor.ts')).doctor,
  diagnose: async () => (await import('../commands/diagnose/diagnose.ts')).diagnose,
  guard: async () => (await import('../commands/guard/guard.ts')).guard,
  respond: async () => (await import('../commands/respond/respond.ts')).respond,
  incidents: async () => (await import('../commands/incidents/incidents.ts')).incidents,
  report: async () => (await import('../commands/report/report.ts')).report,
  audit: async () => (await import('../commands/audit/audit.ts')).audit,
  console: async () => (await import('../commands/console/console.ts')).console,
  approve: async () => (await import('../commands/operate/approve.ts')).approve,
  decline: async () => (await import('../commands/operate/approve.ts')).decline,
  acknowledge: async () => (await import('../commands/operate/acknowledge.ts')).acknowledge,
  undo: async () => (await import('../commands/operate/undo.ts')).undo,
  pause: async () => (await import('../commands/operate/pause.ts')).pause,
  unpause: async () => (await import('../commands/operate/pause.ts')).unpause,
  silence: async () => (await import('../commands/operate/silence.ts')).silence,
  breaker: async () => (await import('../commands/operate/breaker.ts')).breaker,
  notify: async () => (await import('../commands/notify/notify.ts')).notify,
  replay: async () => (await import('../commands/replay/replay.ts')).replay,
  diff: async () => (await import('../commands/diff/diff.ts')).diff,
  filters: async () => (await import('../commands/log-entries/filters.ts')).filters,
  classify: async () => (await import('../commands/log-entries/classify.ts')).classify,
  match: async () => (await import('../commands/log-entries/match.ts')).match,
  play: async () => (await import('../commands/play/play.ts')).play,
  sandbox: async () => (await import('../commands/play/sandbox.ts')).sandbox,
  completion: async () => (await import('../commands/completion/completion.ts')).completion,
};

/** All subcommands, in the order in which help shows them. */
export function allCommands(): Promise<readonly Command[]> {
  return Promise.all(Object.values(commands).map(load => load()));
}
