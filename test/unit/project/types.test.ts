import { describe, expect, test } from 'vitest';
import {
  callableType,
  classType,
  coroutineType,
  functionType,
  instanceType,
  none,
  sizeOf,
  typeKey,
  typeVar,
  unionOf,
  unknown,
  type Type,
} from '../../../server/src/project/types/types.ts';

/** Each makes a type at least twice as large, or one larger, if nothing holds it back. */
const growing: Readonly<Record<string, (type: Type) => Type>> = {
  pairs: (type) => instanceType('tuple', [type, type]),
  classes: (type) => classType('pair', [type, type]),
  'callables that stand for others': (type) => callableType(type, type),
  coroutines: coroutineType,
  'bound methods': (type) => functionType('f', instanceType('c', [type, type])),
  variables: (type) => typeVar('T', 'type', type),
  unions: (type) => unionOf([instanceType('a', [type]), instanceType('b', [type]), none]),
};

describe('types have a size limit', () => {
  test.each(Object.entries(growing))('%s', (_, grow) => {
    let type: Type = instanceType('int');
    let largest = 0;
    for (let round = 0; round < 1000; round++) {
      type = grow(type);
      largest = Math.max(largest, typeKey(type).length);
      expect(sizeOf(type)).toBeLessThanOrEqual(201);
    }
    expect(largest).toBeLessThan(5000);
  });

  test('what is too large is unknown inside, and still what it is outside', () => {
    let pair: Type = instanceType('int');
    for (let round = 0; round < 5; round++) pair = instanceType('tuple', [pair, pair]);
    expect(sizeOf(pair)).toBe(63);
    expect(instanceType('tuple', [pair, pair])).toMatchObject({ kind: 'instance', args: [unknown, unknown] });
    expect(unionOf([pair, instanceType('list', [pair])])).toBe(unknown);
    let deep: Type = instanceType('int');
    for (let round = 1; round < 100; round++) deep = instanceType('list', [deep]);
    expect(sizeOf(deep)).toBe(100);
    expect(coroutineType(deep)).toMatchObject({ kind: 'coroutine', result: unknown });
  });

  test('types that people write are far below it', () => {
    const text = instanceType('str');
    const record = instanceType('dict', [text, instanceType('list', [instanceType('tuple', [text, text, text])])]);
    const handler = callableType(coroutineType(unionOf([record, none])));
    expect(instanceType('dict', [text, handler]).args[1]).toBe(handler);
  });
});
