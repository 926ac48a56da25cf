import {parentPort} from 'node:worker_threads';
import {type Share, workOff} from './work.ts';

// One thread of the simulation: takes shares, answers with what they came to.
const port = parentPort;
if (port === null) throw new Error('worker.ts is a thread of main.ts');
// A history plays many errors, and none of their stacks is ever read: `--replay` shows one.
Error.stackTraceLimit = 0;
port.on('message', (share: Share) => {
  workOff(share).then(
    done => {
      port.postMessage(done);
    },
    (error: unknown) => {
      throw error;
    },
  );
});
