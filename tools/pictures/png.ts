import {crc32, deflateSync, inflateSync} from 'node:zlib';

// https://www.w3.org/TR/png-3/
const signature = Buffer.from('89504e470d0a1a0a', 'hex');

/** Enough for texts; more make the file larger than they make it better. */
const mostColours = 128;

/** Pixels of red, green and blue, row by row. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Buffer;
}

/**
 * A screenshot with a palette of at most 128 colours, a third of its size: screenshots of texts have few colours, and
 * where they have more, the others become the nearest of those that are kept.
 * @param png eight bits of red, green and blue, not interlaced, as Chromium writes it.
 * @throws Error for any other PNG.
 */
export function withPalette(png: Buffer): Buffer {
  const {width, height, rgb} = pixelsOf(png);
  const {colours, indexes} = palette(rgb);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  // Eight bits for each pixel, an index into the palette.
  head.set([8, 3], 8);
  const rows = Buffer.alloc(height * (width + 1));
  for (let row = 0; row < height; row += 1) {
    indexes.copy(rows, row * (width + 1) + 1, row * width, (row + 1) * width);
  }
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, {level: 9, memLevel: 9})),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** The colours that are kept and, for each pixel, which one it has: its own, or the nearest of them. */
function palette(rgb: Buffer): {readonly colours: Buffer; readonly indexes: Buffer} {
  const counts = new Map<number, number>();
  for (let at = 0; at < rgb.length; at += 3) {
    const colour = rgb.readUIntBE(at, 3);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const kept = keptOf([...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour));
  const indexOf = new Map([...counts.keys()].map(colour => [colour, nearest(colour, kept).index]));
  const indexes = Buffer.alloc(rgb.length / 3);
  for (let at = 0; at < indexes.length; at += 1) {
    indexes[at] = indexOf.get(rgb.readUIntBE(at * 3, 3)) ?? 0;
  }
  const colours = Buffer.alloc(kept.length * 3);
  for (const [index, colour] of kept.entries()) colours.writeUIntBE(colour, index * 3, 3);
  return {colours, indexes};
}

/** Half are the most frequent, half those that differ most from all that are kept: a small sign keeps its colour. */
function keptOf(frequent: readonly number[]): readonly number[] {
  if (frequent.length <= mostColours) return frequent;
  const kept = frequent.slice(0, mostColours / 2);
  const apart = frequent.map(colour => nearest(colour, kept).distance);
  while (kept.length < mostColours) {
    const next = frequent[apart.indexOf(Math.max(...apart))] ?? 0;
    kept.push(next);
    for (const [at, colour] of frequent.entries()) {
      apart[at] = Math.min(apart[at] ?? 0, distance(colour, next));
    }
  }
  return kept;
}

/** Which colour of a list differs least from this one, and by how much. */
function nearest(colour: number, from: readonly number[]) {
  const distances = from.map(one => distance(one, colour));
  const least = Math.min(...distances);
  return {index: distances.indexOf(least), distance: least};
}

function distance(one: number, other: number): number {
  return [16, 8, 0].reduce((sum, shift) => {
    const apart = ((one >> shift) & 255) - ((other >> shift) & 255);
    return sum + apart * apart;
  }, 0);
}

function pixelsOf(png: Buffer): Pixels {
  const parts: Buffer[] = [];
  let head = Buffer.alloc(13);
  for (let at = signature.length; at < png.length;) {
    const size = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + size);
    if (type === 'IHDR') head = Buffer.from(data);
    if (type === 'IDAT') parts.push(data);
    at += size + 12;
  }
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const form = head.subarray(8).join(' ');
  if (form !== '8 2 0 0 0') throw new Error(`a screenshot is not a PNG of 8 bits of RGB: ${form}`);
  return {width, height, rgb: unfiltered(inflateSync(Buffer.concat(parts)), width, height)};
}

/** Each row says how its bytes differ from those left of and above them. */
function unfiltered(data: Buffer, width: number, height: number): Buffer {
  const size = width * 3;
  const rgb = Buffer.alloc(size * height);
  for (let row = 0; row < height; row += 1) {
    const from = row * (size + 1);
    const foretold = filters[data[from] ?? -1];
    if (foretold === undefined) throw new Error('a screenshot is not a PNG: an unknown filter');
    for (let at = 0; at < size; at += 1) {
      const here = row * size + at;
      const left = at < 3 ? 0 : (rgb[here - 3] ?? 0);
      const above = row === 0 ? 0 : (rgb[here - size] ?? 0);
      const corner = at < 3 || row === 0 ? 0 : (rgb[here - size - 3] ?? 0);
      rgb[here] = (data[from + 1 + at] ?? 0) + foretold(left, above, corner);
    }
  }
  return rgb;
}

/** By their numbers: none, sub, up, average, Paeth. */
const filters: readonly ((left: number, above: number, corner: number) => number)[] = [
  () => 0,
  left => left,
  (_, above) => above,
  (left, above) => (left + above) >> 1,
  (left, above, corner) => {
    const toLeft = Math.abs(above - corner);
    const toAbove = Math.abs(left - corner);
    const toCorner = Math.abs(left + above - 2 * corner);
    if (toLeft <= toAbove && toLeft <= toCorner) return left;
    return toAbove <= toCorner ? above : corner;
  },
];
