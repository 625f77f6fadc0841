import type { ByteReader, ByteWriter } from './bytes.ts';

/** Numbers the strings of a file, each once. */
export class StringWriter {
  readonly #numbers = new Map<string, number>();

  number(text: string): number {
    let number = this.#numbers.get(text);
    if (number === undefined) this.#numbers.set(text, (number = this.#numbers.size));
    return number;
  }

  /** The lengths, then the UTF-16 units of all, one byte each where none needs two. */
  write(out: ByteWriter): void {
    const all = [...this.#numbers.keys()];
    out.int(all.length);
    for (const text of all) out.int(text.length);
    const joined = all.join('');
    const isWide = /[^\0-\xff]/.test(joined);
    out.byte(Number(isWide));
    for (let i = 0; i < joined.length; i++) {
      const unit = joined.charCodeAt(i);
      out.byte(unit & 0xff);
      if (isWide) out.byte(unit >> 8);
    }
  }
}

/** `copy` gives the part of a text without keeping the text alive. */
export function readStrings(input: ByteReader, copy: (text: string, start: number, end: number) => string): string[] {
  const lengths = Array.from({ length: input.count() }, () => input.int());
  const isWide = input.byte() === 1;
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const joined = isWide ? wideText(input.bytes(2 * total)) : textOf(input.bytes(total));
  let end = 0;
  return lengths.map((length) => copy(joined, end, (end += length)));
}

/** So many arguments a call may have everywhere. */
const SLICE = 4096;

function textOf(units: Uint8Array | Uint16Array): string {
  let text = '';
  for (let at = 0; at < units.length; at += SLICE) text += String.fromCharCode(...units.subarray(at, at + SLICE));
  return text;
}

function wideText(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length / 2);
  for (let i = 0; i < units.length; i++) units[i] = bytes[2 * i]! | (bytes[2 * i + 1]! << 8);
  return textOf(units);
}
