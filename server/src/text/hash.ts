/**
 * Names a text by its content: 16 hexadecimal digits, as good as 64 random bits for texts that nobody crafts to collide.
 * Two 32-bit lanes with different constants, mixed into each other at the end (the finaliser is that of MurmurHash3).
 */
export function contentHash(text: string): string {
  let a = 0x243f6a88 ^ text.length;
  let b = 0x85a308d3;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    a ^= a >>> 15;
    b = Math.imul(b + unit, 0x85ebca77);
    b ^= b >>> 13;
  }
  const high = mixed(a ^ Math.imul(b, 0xc2b2ae3d));
  const low = mixed(b ^ Math.imul(high, 0x27d4eb2f));
  return hex(high) + hex(low);
}

function mixed(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}

function hex(value: number): string {
  return (value >>> 0).toString(16).padStart(8, '0');
}
