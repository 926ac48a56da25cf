#!/usr/bin/env node
// Starts the command under the Node.js that the project runs on. An older one on the machine is
// replaced by the one that npm installed beside it. From a clone the sources run as they are; an
// installed package carries them bundled, because node takes no TypeScript under node_modules.
import {spawn} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import module, {createRequire} from 'node:module';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';

const wanted = 24;
const source = new URL('../functions/cli/shell/run.ts', import.meta.url);
const bundle = new URL('../dist/cli.js', import.meta.url);
const {HOME: home, XDG_CACHE_HOME: caches = home && join(home, '.cache')} = process.env;

if (Number(process.versions.node.split('.')[0]) >= wanted) {
  whenOrphaned(() => process.kill(process.pid, 'SIGTERM'));
  // Half of a short run is compiling, and a run of the sources takes their types out first: node keeps what it has made of a
  // file, in a folder that is the user's own. NODE_DISABLE_COMPILE_CACHE=1 turns that off.
  if (caches !== undefined) module.enableCompileCache(join(caches, 'mesh-responder'));
  await import(existsSync(source) ? source.href : bundle.href);
} else {
  const node = newerNode();
  if (node === undefined) {
    process.stderr.write(
      `mesh-responder needs Node.js ${wanted} or newer; this is ${process.versions.node}. ` +
        'Install it, or run "npm ci" in a clone.\n',
    );
    process.exitCode = 2;
  } else {
    const run = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: 'inherit',
    });
    // Who stops this process means that one; it ends first, and its exit code is the answer.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
      process.on(signal, () => run.kill(signal));
    whenOrphaned(() => run.kill('SIGTERM'));
    run.on('error', error => {
      process.stderr.write(`mesh-responder: ${node} cannot be started: ${error.message}\n`);
      process.exitCode = 1;
    });
    run.on('close', code => (process.exitCode = code ?? 1));
  }
}

function newerNode() {
  try {
    return createRequire(import.meta.url).resolve('node/bin/node');
  } catch {
    return undefined;
  }
}

// npm and npx that are killed do not stop what they have started, and nobody else would: it looks whether
// its parent is still there, and the shell's between them.
function whenOrphaned(stop) {
  if (process.env.npm_command === undefined) return;
  const line = lineage();
  const watch = setInterval(() => {
    if (lineage() === line) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}

function lineage() {
  return `${process.ppid} ${parentOf(process.ppid)}`;
}

// https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; elsewhere only the parent is known.
function parentOf(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) . /, '')
      .split(' ')[0];
  } catch {
    return '';
  }
}
