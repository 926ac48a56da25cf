import assert from 'node:assert/strict';
import {eventsOf} from './strace.ts';

function hex(text: string): string {
  return Buffer.from(text)
    .toString('hex')
    .replace(/../g, two => `\\x${two}`);
}

/** Each event in a few words. */
function told(...lines: readonly string[]): readonly string[] {
  return [...eventsOf(lines)].map(({at, call: {name, args, result}}) => {
    if (at === 'end') return `${name} = ${result ?? '?'}`;
    const words = args.map(one => {
      if (one.kind === 'file') return `<${one.path}>`;
      return one.kind === 'bytes' ? `'${one.bytes.toString()}'` : one.text;
    });
    return `${name} ${words.join(' ')}`;
  });
}

const log = hex('/tmp/a.sqlite-wal');

describe('what strace prints', () => {
  it('is a call with its file, its bytes and its answer', () => {
    assert.deepEqual(
      told(
        `17664 pwrite64(22<${log}>, "${hex('a, (b) = "c"')}", 12, 4120) = 12`,
        `17664 openat(AT_FDCWD<${hex('/tmp')}>, "${hex('/tmp/a')}", O_RDWR|O_CREAT, 0644) = 21<${hex('/tmp/a')}>`,
        `17664 unlink("${hex('/tmp/b')}")      = -1 ENOENT (No such file or directory)`,
        `17664 ftruncate(23<${log}>(deleted), 3) = 0`,
        '17664 mmap(NULL, 8192, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x7f5a1400',
      ),
      [
        'pwrite64 </tmp/a.sqlite-wal> \'a, (b) = "c"\' 12 4120',
        'pwrite64 = 12',
        "openat </tmp> '/tmp/a' O_RDWR|O_CREAT 0644",
        'openat = 21',
        "unlink '/tmp/b'",
        'unlink = -1',
        'ftruncate </tmp/a.sqlite-wal(deleted)> 3',
        'ftruncate = 0',
        'mmap NULL 8192 PROT_READ|PROT_WRITE MAP_PRIVATE|MAP_ANONYMOUS -1 0',
        'mmap = 2136609792',
      ],
    );
  });

  it('is in the order in which calls of several threads begin and end', () => {
    assert.deepEqual(
      told(
        `12 fdatasync(24<${log}> <unfinished ...>`,
        `11 pwrite64(22<${log}>, "${hex('x')}", 1, 0) = 1`,
        `13 write(1<${hex('pipe:[7]')}>, "${hex('done\n')}", 5 <unfinished ...>`,
        '12 <... fdatasync resumed>)              = 0',
        '13 <... write resumed>)                  = 5',
      ),
      [
        'fdatasync </tmp/a.sqlite-wal>',
        "pwrite64 </tmp/a.sqlite-wal> 'x' 1 0",
        'pwrite64 = 1',
        "write <pipe:[7]> 'done\n' 5",
        'fdatasync = 0',
        'write = 5',
      ],
    );
  });

  it('has no answer to a call in which its process was killed', () => {
    assert.deepEqual(
      told(
        `12 fdatasync(24<${log}> <unfinished ...>`,
        '12 <... fdatasync resumed>)              = ?',
        '12 +++ killed by SIGKILL +++',
        `13 fsync(24<${log}>) = ?`,
      ),
      ['fdatasync </tmp/a.sqlite-wal>', 'fdatasync = ?', 'fsync </tmp/a.sqlite-wal>', 'fsync = ?'],
    );
  });

  it('must not be cut', () => {
    assert.throws(
      () => told(`12 pwrite64(22<${log}>, "${hex('x')}"..., 4096, 0) = 4096`),
      /has cut a string/,
    );
  });
});
