import assert from 'node:assert/strict';
import {crc32, deflateSync, inflateSync} from 'node:zlib';
import {withPalette} from '../../../tools/pictures/png.ts';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(data.length, 0);
  numbers.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([numbers.subarray(0, 4), body, numbers.subarray(4)]);
}

/** A PNG of rows that come with their filters. */
function png(width: number, rows: readonly (readonly number[])[], form = [8, 2, 0, 0, 0]): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(rows.length, 4);
  head.set(form, 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The pixels of a PNG with a palette. */
function pixels(file: Buffer): readonly (readonly number[])[] {
  const chunks = new Map<string, Buffer>();
  for (let at = signature.length; at < file.length;) {
    const size = file.readUInt32BE(at);
    const body = file.subarray(at + 4, at + 8 + size);
    assert.equal(file.readUInt32BE(at + 8 + size), crc32(body));
    chunks.set(body.toString('latin1', 0, 4), body.subarray(4));
    at += size + 12;
  }
  const [head, colours, data] = ['IHDR', 'PLTE', 'IDAT'].map(one => chunks.get(one));
  assert.ok(head !== undefined && colours !== undefined && data !== undefined);
  const width = head.readUInt32BE(0);
  const rows = inflateSync(data);
  return Array.from(rows)
    .filter((_, at) => at % (width + 1) !== 0)
    .map(index => [...colours.subarray(index * 3, index * 3 + 3)]);
}

describe('a screenshot with a palette', () => {
  it('has the same pixels, whatever filter each row has', () => {
    const grey = [10, 10, 10];
    const [red, white] = [
      [200, 0, 0],
      [255, 255, 255],
    ];
    const rows = [
      [0, ...grey, ...red],
      [1, ...grey, 190, 246, 246],
      [2, 0, 0, 0, 55, 255, 255],
      [3, 5, 5, 5, 122, 123, 123],
      [4, 190, 246, 246, 1, 0, 0],
    ];
    assert.deepEqual(pixels(withPalette(png(2, rows))), [
      ...[grey, red],
      ...[grey, [200, 0, 0]],
      ...[grey, [255, 255, 255]],
      ...[grey, [254, 255, 255]],
      ...[[200, 0, 0], white],
    ]);
  });

  it('has at most 128 colours: the frequent ones exact, the others near, the oddest one too', () => {
    const greys = Array.from({length: 200}, (_, at) => [at + 20, at + 20, at + 20]);
    const frequent = greys.slice(0, 50);
    const row = [...greys, [155, 89, 182], ...frequent];
    const seen = pixels(withPalette(png(row.length, [[0, ...row.flat()]])));
    assert.ok(new Set(seen.map(String)).size <= 128);
    assert.deepEqual(seen.slice(201), frequent);
    assert.deepEqual(seen[200], [155, 89, 182]);
    for (const [at, colour] of row.entries()) {
      for (const n of [0, 1, 2]) assert.ok(Math.abs((seen[at]?.[n] ?? 0) - (colour[n] ?? 0)) < 5);
    }
  });

  it('is made of no other PNG', () => {
    assert.throws(() => withPalette(png(1, [[0, 1]], [8, 0, 0, 0, 0])), /not a PNG of 8 bits/);
  });
});
