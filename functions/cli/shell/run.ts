import {noColour} from '../../adapters/env.ts';
import {visible} from '../../core/lib/visible.ts';
import {main} from './main.ts';

// The process of the command: the only place that touches its streams and its exit code.
const {stdout, stderr, stdin, argv} = process;
stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that stops early (`| head`) is not a failure.
  if (error.code === 'EPIPE') process.exit(0);
});
// google-auth-library warns that there is no metadata server; what that means is said in our words.
process.removeAllListeners('warning');
process.on('warning', warning => {
  if (warning.name !== 'MetadataLookupWarning') stderr.write(`${visible(String(warning))}\n`);
});
const colour = stdout.isTTY && !noColour();
process.exitCode = await main(argv.slice(2), {
  stdin,
  // Nothing raw reaches a terminal, wherever a text comes from.
  out: text => stdout.write(visible(text, colour)),
  err: text => stderr.write(visible(text)),
  width: stdout.isTTY && stdout.columns > 0 ? stdout.columns : 100,
  colour,
  interactive: stdin.isTTY && stdout.isTTY,
  stopped: () =>
    new Promise(resolve => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        process.once(signal, () => {
          resolve();
        });
      }
    }),
});
