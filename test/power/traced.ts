import {spawn} from 'node:child_process';
import {mkdir, readdir, readFile, realpath, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {childEnv, root} from '../support/child.ts';
import {scratch} from '../support/scratch.ts';
import type {Image} from './disk.ts';
import {databaseName} from './judge.ts';
import {type Event, eventsOf, printing} from './strace.ts';

/** What changes a file or makes it safe, and what is said outside. */
const calls =
  'open,openat,creat,write,writev,pwrite64,pwritev,pwritev2,fsync,fdatasync,ftruncate,truncate,fallocate,' +
  'copy_file_range,unlink,unlinkat,rename,renameat,renameat2,link,linkat,mmap';

/** All that some processes did with a database. */
export interface Traced {
  /** Where it was. */
  readonly directory: string;
  readonly events: readonly Event[];
  /** What was there in the end. */
  readonly end: Image;
}

/**
 * Runs a shell's script under strace, on a copy of an image.
 * @param script is given the database's path.
 * @throws Error where strace cannot be run.
 */
export async function traced(image: Image, script: (path: string) => string): Promise<Traced> {
  const place = await scratch();
  try {
    // strace prints where a file really is.
    const directory = join(await realpath(place.path('.')), 'data');
    await mkdir(directory);
    for (const [name, bytes] of image) await writeFile(join(directory, name), bytes);
    const trace = place.path('trace');
    const shell = ['sh', '-c', script(join(directory, databaseName))];
    await straced([...printing, '-e', `trace=${calls}`, '-o', trace, ...shell]);
    const lines = (await readFile(trace, 'latin1')).split('\n');
    return {directory, events: [...eventsOf(lines)], end: await imageOf(directory)};
  } finally {
    await place.remove();
  }
}

/** The files in a directory, without the shared memory of those that use them. */
export async function imageOf(directory: string): Promise<Image> {
  const names = (await readdir(directory)).filter(name => !name.endsWith('-shm'));
  return new Map(
    await Promise.all(
      names.map(async name => [name, await readFile(join(directory, name))] as const),
    ),
  );
}

function straced(args: readonly string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn('strace', args, {
      cwd: root,
      env: childEnv(),
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', fail);
    child.once('close', code => {
      if (code === 0) done();
      else fail(new Error(`the traced processes ended with ${code ?? 'a signal'}: ${said}`));
    });
  });
}
