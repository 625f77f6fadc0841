import { expect, test } from 'vitest';
import { contentHash } from '../../../server/src/text/hash.ts';

test('equal texts have equal hashes of 16 digits, however the string was built', () => {
  const parts = ['async def', ' f(): ', '😀\0'];
  expect(contentHash(parts.join(''))).toBe(contentHash(parts[0]! + parts[1]! + parts[2]!));
  expect(contentHash('')).toMatch(/^[0-9a-f]{16}$/);
});

test('is the same on every machine and in every version', () => {
  expect(contentHash('await asyncio.sleep(1)\n')).toMatchInlineSnapshot(`"8fed2458d99f1fbd"`);
});

test('texts that differ little have different hashes, also in each half', () => {
  const texts = new Set<string>(['', '\0', '\0\0', 'ab', 'ba', 'a\u0100', 'b\0']);
  for (let i = 0; i < 20_000; i++) texts.add(`x = ${i}\n`).add(`${'\n'.repeat(i % 500)}#${i}`);
  const hashes = [...texts].map(contentHash);
  expect(new Set(hashes).size).toBe(texts.size);
  // Of 40,000 random 32-bit numbers, one meets another in every fifth run.
  expect(new Set(hashes.map((hash) => hash.slice(0, 8))).size).toBeGreaterThan(texts.size - 10);
  expect(new Set(hashes.map((hash) => hash.slice(8))).size).toBeGreaterThan(texts.size - 10);
});

test('each bit of the hash depends on each character', () => {
  const text = 'def f(): pass';
  for (let at = 0; at < text.length; at++) {
    const flips = Array.from({ length: 64 }, () => 0);
    for (let unit = 0; unit < 512; unit++) {
      const changed = BigInt(`0x${contentHash(text.slice(0, at) + String.fromCharCode(unit) + text.slice(at + 1))}`);
      const bits = changed ^ BigInt(`0x${contentHash(text)}`);
      for (let bit = 0; bit < 64; bit++) flips[bit]! += Number((bits >> BigInt(bit)) & 1n);
    }
    expect(Math.min(...flips)).toBeGreaterThan(160);
    expect(Math.max(...flips)).toBeLessThan(352);
  }
});
