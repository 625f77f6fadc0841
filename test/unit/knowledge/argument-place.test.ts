import { describe, expect, it } from 'vitest';
import type { Argument, Call, Name } from '../../../server/src/facts/nodes.ts';
import { argumentsAt, isOpenEnded } from '../../../server/src/knowledge/argument-place.ts';

/** A call of `f` with arguments written as `a`, `k=a`, `*a` or `**a`. */
function callWith(...written: string[]): Call {
  const func = nameNode('f');
  const args = written.map((text): Argument => {
    const stars = /^\**/.exec(text)?.[0].length ?? 0;
    const [name, value] = text.includes('=') ? text.split('=') : [undefined, text.slice(stars)];
    return { kind: 'Argument', id: 0, start: 0, end: 0, name, stars: stars as 0 | 1 | 2, value: nameNode(value) };
  });
  return { kind: 'Call', id: 0, start: 0, end: 0, func, args, openParen: 0 };
}

const nameNode = (name: string): Name => ({ kind: 'Name', id: 0, start: 0, end: 0, name, context: 'load' });
const found = (call: Call, place: Parameters<typeof argumentsAt>[1]): string[] =>
  argumentsAt(call, place).map((argument) => (argument.value as Name).name);

describe('argumentsAt', () => {
  it('finds by position and by keyword', () => {
    expect(found(callWith('a', 'b'), { position: 1, name: 'target' })).toEqual(['b']);
    expect(found(callWith('target=b'), { position: 1, name: 'target' })).toEqual(['b']);
    expect(found(callWith('a'), { position: 1, name: 'target' })).toEqual([]);
  });

  it('finds keyword-only parameters by keyword alone', () => {
    expect(found(callWith('a', 'key=b'), { name: 'key' })).toEqual(['b']);
    expect(found(callWith('a', 'b'), { name: 'key' })).toEqual([]);
  });

  it('finds the rest of the positional arguments', () => {
    expect(found(callWith('a', 'b', 'c', 'k=d'), { position: 1, rest: true })).toEqual(['b', 'c']);
  });

  it('knows nothing by position behind a star', () => {
    const call = callWith('a', '*xs', 'b');
    expect(found(call, { position: 0 })).toEqual(['a']);
    expect(found(call, { position: 2 })).toEqual([]);
    expect(found(call, { position: 0, rest: true })).toEqual(['a']);
    expect([isOpenEnded(call), isOpenEnded(callWith('a', '**kw')), isOpenEnded(callWith('a'))]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
