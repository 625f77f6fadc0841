/** Whole numbers as bytes, seven bits in each, the lowest first; the eighth bit says that more follow. */
export class ByteWriter {
  #bytes = new Uint8Array(1 << 12);
  length = 0;

  byte(value: number): void {
    if (this.length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.length++] = value;
  }

  /** Small numbers from 0 on take one byte, negative ones five. */
  int(value: number): void {
    let rest = value >>> 0;
    while (rest > 0x7f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** Small numbers on both sides of 0 take one byte. */
  signed(value: number): void {
    this.int((value << 1) ^ (value >> 31));
  }

  bytes(values: Uint8Array): void {
    this.#grow(values.length);
    this.#bytes.set(values, this.length);
    this.length += values.length;
  }

  result(): Uint8Array {
    return this.#bytes.slice(0, this.length);
  }

  #grow(count: number): void {
    if (this.length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.length + count));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}

/** Reads what a `ByteWriter` wrote, in the same order. Bytes of another make end in an error, not in a loop or in gigabytes. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.at = at;
  }

  byte(): number {
    return this.#bytes[this.at++]!;
  }

  /** How many things follow that take a byte or more each. */
  count(): number {
    const count = this.int();
    expectSound(count >= 0 && count <= this.#bytes.length - this.at);
    return count;
  }

  /** Whether everything was read, and nothing behind it. */
  get isDone(): boolean {
    return this.at === this.#bytes.length;
  }

  int(): number {
    let byte = this.#bytes[this.at++]!;
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    for (let shift = 7; byte > 0x7f && shift < 35; shift += 7) {
      byte = this.#bytes[this.at++]!;
      value |= (byte & 0x7f) << shift;
    }
    return value;
  }

  signed(): number {
    const value = this.int();
    return (value >>> 1) ^ -(value & 1);
  }

  bytes(count: number): Uint8Array {
    this.at += count;
    expectSound(this.at <= this.#bytes.length);
    return this.#bytes.subarray(this.at - count, this.at);
  }
}

/** For what holds in all bytes that were written here. */
export function expectSound(holds: boolean): asserts holds {
  if (!holds) throw new Error('These bytes are no facts.');
}
