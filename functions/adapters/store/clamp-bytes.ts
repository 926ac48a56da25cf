/** The longest beginning of a text that takes at most `limit` bytes as UTF-8; no character is cut. */
export function clampBytes(text: string, limit: number): string {
  // A UTF-16 unit takes at least one byte, so that a huge text is not encoded whole.
  const bytes = Buffer.from(text.slice(0, limit)).subarray(0, limit);
  // `stream` holds back the bytes of a character that was cut; they are dropped with the decoder.
  return new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes, {stream: true});
}
