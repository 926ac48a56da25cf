import assert from 'node:assert/strict';
import {type Image, keepAll, keepNothing, PlayedDisk} from './disk.ts';
import type {Arg, Call, Event} from './strace.ts';

const file: Arg = {kind: 'file', path: '/data/a'};
const directory: Arg = {kind: 'file', path: '/data'};
const path: Arg = {kind: 'bytes', bytes: Buffer.from('/data/a')};

function plain(text: string): Arg {
  return {kind: 'plain', text};
}

function writing(text: string, at: number): Call {
  const bytes = Buffer.from(text);
  const args: readonly Arg[] = [
    file,
    {kind: 'bytes', bytes},
    plain(`${text.length}`),
    plain(`${at}`),
  ];
  return {name: 'pwrite64', args, result: text.length};
}

function call(name: string, ...args: readonly Arg[]): Call {
  return {name, args, result: 0};
}

function both(one: Call): readonly Event[] {
  return [
    {at: 'start', call: one},
    {at: 'end', call: one},
  ];
}

function texts(image: Image): Readonly<Record<string, string>> {
  return Object.fromEntries([...image].map(([name, bytes]) => [name, bytes.toString()]));
}

/** What is certainly there, and what may be, after these events in a directory that has a file `a`. */
function after(...events: readonly Event[]): readonly [least: unknown, most: unknown] {
  const disk = new PlayedDisk('/data', new Map([['a', Buffer.from('....')]]));
  for (const event of events) disk.play(event);
  return [texts(disk.image(keepNothing)), texts(disk.image(keepAll))];
}

describe('a disk whose power is cut', () => {
  it('has what was written before a flush of the file began that has ended', () => {
    const flush = call('fdatasync', file);
    const begun: Event = {at: 'start', call: flush};
    const ended: Event = {at: 'end', call: flush};
    const write = both(writing('XY', 1));
    assert.deepEqual(after(...write, begun), [{a: '....'}, {a: '.XY.'}]);
    assert.deepEqual(after(...write, begun, ended), [{a: '.XY.'}, {a: '.XY.'}]);
    assert.deepEqual(after(begun, ...write, ended), [{a: '....'}, {a: '.XY.'}]);
  });

  it('may have what a write has begun, and nothing of a flush that failed', () => {
    const [begun] = both(writing('XY', 1));
    assert.ok(begun);
    assert.deepEqual(after(begun), [{a: '....'}, {a: '.XY.'}]);
    const refused = both({...call('fsync', file), result: -1});
    assert.deepEqual(after(...both(writing('X', 0)), ...refused), [{a: '....'}, {a: 'X...'}]);
  });

  it('has a later write over an earlier one, whichever is safe', () => {
    const first = writing('XX', 0);
    const flush = call('fsync', file);
    const [begun, ended] = both(first);
    assert.ok(begun && ended);
    const events = [begun, ...both(writing('Y', 1)), ...both(flush), ended];
    assert.deepEqual(after(...events), [{a: '.Y..'}, {a: 'XY..'}]);
  });

  it('keeps the names that its directory had when a flush of that began', () => {
    const flush = both(call('fsync', directory));
    const gone = both(call('unlink', path));
    const anew = both(call('openat', directory, path, plain('O_RDWR|O_CREAT'), plain('0644')));
    assert.deepEqual(after(...gone), [{a: '....'}, {}]);
    assert.deepEqual(after(...gone, ...flush), [{}, {}]);
    assert.deepEqual(after(...gone, ...anew), [{a: '....'}, {a: ''}]);
    const written = [...both(writing('X', 0)), ...both(call('fsync', file))];
    assert.deepEqual(after(...gone, ...anew, ...written), [{a: '....'}, {a: 'X'}]);
    assert.deepEqual(after(...gone, ...anew, ...written, ...flush), [{a: 'X'}, {a: 'X'}]);
  });

  it('keeps a part of what no flush has made safe', () => {
    const disk = new PlayedDisk('/data', new Map([['a', Buffer.from('....')]]));
    for (const event of both(writing('ABCDEF', 2))) disk.play(event);
    assert.deepEqual(
      texts(
        disk.image(() => [
          [1, 2],
          [3, 4],
        ]),
      ),
      {a: '...B\0D'},
    );
    assert.deepEqual(texts(disk.image(keepNothing)), {a: '....'}, 'looking changes nothing');
  });

  it('refuses what it does not play', () => {
    assert.throws(() => after(...both(call('rename', path, path))), /a rename in the directory/);
  });
});
