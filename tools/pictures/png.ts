import {crc32, deflateSync, inflateSync} from 'node:zlib';

// https://www.w3.org/TR/png-3/
const signature = Buffer.from('89504e470d0a1a0a', 'hex');

/** Pixels of red, green and blue, row by row. */
interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgb: Buffer;
}

/**
 * A screenshot with a palette of at most 256 colours, a third of its size: screenshots of texts have few colours, and
 * where they have more, the finest differences are dropped.
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

/** The colours and, for each pixel, which one it has: exact where 256 are enough. */
function palette(rgb: Buffer): {readonly colours: Buffer; readonly indexes: Buffer} {
  for (let dropped = 0; ; dropped += 1) {
    const rounded = Buffer.from(Array.from({length: 256}, (_, value) => coarse(value, dropped)));
    const of = (at: number): number => rounded[rgb[at] ?? 0] ?? 0;
    const known = new Map<number, number>();
    const indexes = Buffer.alloc(rgb.length / 3);
    for (let at = 0; at < rgb.length && known.size <= 256; at += 3) {
      const colour = (of(at) << 16) | (of(at + 1) << 8) | of(at + 2);
      const index = known.get(colour) ?? known.size;
      if (index === known.size) known.set(colour, index);
      indexes[at / 3] = index;
    }
    if (known.size > 256) continue;
    const colours = Buffer.alloc(known.size * 3);
    for (const [colour, index] of known) colours.writeUIntBE(colour, index * 3, 3);
    return {colours, indexes};
  }
}

/** A channel without its lowest bits; black and white stay what they are. */
function coarse(value: number, dropped: number): number {
  const steps = 2 ** (8 - dropped) - 1;
  return Math.round((Math.round((value * steps) / 255) * 255) / steps);
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
