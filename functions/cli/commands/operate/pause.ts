import {pauseAll, unpauseAll} from '../../../engine/operate/pause.ts';
import {readArgs, usage, spanSeconds} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {withStore} from '../../shared/with-store.ts';
import {notKnown, whoSays, callerName} from '../../shared/who-says.ts';

/** `pause`: stops every change of every instance. */
export const pause: Command = {
  name: 'pause',
  summary: 'stop every change, everywhere, at once',
  help: `Usage: mesh-responder pause --reason TEXT [--for 2h] [--config FILE] [--by NAME]

Stops every change of every instance that shares the store: each one looks before each change. What is
under way is finished. Incidents are opened, looked at and told as ever, with the reason.

  --reason TEXT   why; people read it in every message that it holds
  --for TIME      when it ends by itself: 30m, 2h, 1d; without it, when somebody says "unpause"
  --config FILE   the configuration; MESH_RESPONDER_CONFIG by default
  --by NAME       who says so where Google does not say who you are; your account's name by default

Exit codes: 0 done, 1 failure, 2 usage or configuration.`,
  run: halt,
};

/** `unpause`: ends the pause. */
export const unpause: Command = {
  name: 'unpause',
  summary: 'end the pause',
  help: `Usage: mesh-responder unpause [--config FILE] [--by NAME]

Ends the pause; what it held is looked at again at once.

  --config FILE   the configuration; MESH_RESPONDER_CONFIG by default
  --by NAME       with a store in SQLite, who says so; your account's name by default. With Firestore it
                  is whom Google says your credentials speak for.

Exit codes: 0 done, or there was no pause, 3 nobody knows who you are, 1 failure, 2 usage or
configuration.`,
  run: goOn,
};

const longestReason = 200;

async function halt(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('pause', args, {
    config: {type: 'string', short: 'c'},
    reason: {type: 'string'},
    for: {type: 'string'},
    by: {type: 'string'},
  });
  const reason = given.text('reason')?.trim().slice(0, longestReason) ?? '';
  if (reason === '') throw usage('pause', '--reason is missing: say why');
  const length = given.text('for');
  const seconds = length === undefined ? undefined : secondsOf(length);
  return withStore<Exit>('pause', given, io, async deps => {
    const at = deps.clock.now();
    const until = seconds === undefined ? {} : {until: at + deps.timing.seconds(seconds)};
    await pauseAll(deps, {reason, by: await callerName(deps.settings, given, io), at, ...until});
    const end =
      until.until === undefined ? 'somebody says "unpause"' : new Date(until.until).toISOString();
    io.out(`Paused until ${end}: ${reason}\n`);
    return 0;
  });
}

async function goOn(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('unpause', args, {
    config: {type: 'string', short: 'c'},
    by: {type: 'string'},
  });
  return withStore<Exit>('unpause', given, io, async deps => {
    const speaker = await whoSays(deps.settings, given, io);
    if (speaker.kind === 'unknown') {
      io.err(notKnown('unpause', speaker.why));
      return 3;
    }
    const ended = await unpauseAll(deps, speaker.by);
    io.out(
      ended === undefined
        ? 'There was no pause.\n'
        : `The pause by ${ended.by} is over: ${ended.reason}\n`,
    );
    return 0;
  });
}

function secondsOf(text: string): number {
  const seconds = spanSeconds(text);
  if (seconds !== undefined && seconds > 0) return seconds;
  throw usage('pause', `--for "${text}" is not like 30m, 2h or 1d`);
}
