import {systemClock} from '../../../adapters/clock.ts';
import {readArgs, usage} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {readPlayed} from './serve.ts';

/** `sandbox`: plays Google Cloud and chat on this machine. */
export const sandbox: Command = {
  name: 'sandbox',
  summary: 'play Google Cloud and chat on this machine, for trying and testing',
  help: `Usage: mesh-responder sandbox [--port P] [--scenario NAME] [--fault SPEC] [--list] [--json]

Starts a loopback server that plays the Google APIs, Slack and Google Chat in one scenario. Anything
that speaks to it needs no credentials:

  export MESH_RESPONDER_API_PROXY=http://127.0.0.1:P

It shows itself under /_sandbox/: state, requests, chat, entries (?format=ndjson), config.
MESH_RESPONDER_TIME_SCALE makes its time run faster. It runs until it is stopped (Ctrl-C).

  --port P         the port; a free one by default
  --scenario NAME  what is broken; "main" by default
  --fault SPEC     a fault on a call, e.g. serviceusage:enable=403; may be given once for each
  --list           list the scenarios
  --json           print {"url","scenario"} when it is ready`,
  run,
};

const options = {
  port: {type: 'string', short: 'p'},
  scenario: {type: 'string', short: 's'},
  fault: {type: 'string', multiple: true},
  list: {type: 'boolean'},
  json: {type: 'boolean'},
} as const;

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('sandbox', args, options);
  const {startSandbox} = await import('../../../../sandbox/start.ts');
  if (given.flag('list')) {
    const {scenarios} = await import('../../../../sandbox/scenarios.ts');
    const width = Math.max(...scenarios.map(one => one.name.length));
    for (const {name, description} of scenarios) {
      io.out(
        given.flag('json')
          ? `${JSON.stringify({name, description})}\n`
          : `${name.padEnd(width)}  ${description}\n`,
      );
    }
    return 0;
  }
  const {scenario, faults} = await readPlayed('sandbox', given);
  // Before the ready line: from then on somebody may stop it.
  const stopped = io.stopped();
  const running = await startSandbox({
    scenario,
    now: () => systemClock.now(),
    port: portOf(given.text('port')),
    timeScale: io.env.timeScale,
    faults,
  });
  io.out(
    given.flag('json')
      ? `${JSON.stringify({url: running.url, scenario: scenario.name})}\n`
      : `${readyText(running.url, scenario.name)}\n`,
  );
  await stopped;
  await running.close();
  return 0;
}

function portOf(text: string | undefined): number {
  const port = Number(text ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw usage('sandbox', `--port "${text ?? ''}" is no port from 0 to 65535`);
  }
  return port;
}

function readyText(url: string, scenario: string): string {
  return `The sandbox plays "${scenario}" at ${url}

  export MESH_RESPONDER_API_PROXY=${url}
  curl -s ${url}/_sandbox/config > sandbox.json
  curl -s '${url}/_sandbox/entries?format=ndjson' |
    npx mesh-responder respond --config sandbox.json --entries - --apply --time-scale 20

Stop it with Ctrl-C.`;
}
