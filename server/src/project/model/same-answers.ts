import type { Type } from '../types/types.ts';

export const sameNames = (a: readonly (string | number)[], b: readonly (string | number)[]): boolean =>
  a === b || (a.length === b.length && a.every((name, i) => name === b[i]));

export const sameTypes = (a: readonly Type[], b: readonly Type[]): boolean =>
  a.length === b.length && a.every((type, i) => type === b[i]);

export const sameSets = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a === b || (a.size === b.size && [...a].every((name) => b.has(name)));

export const sameJson = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

export const sameMaps = <V>(a: ReadonlyMap<string, V>, b: ReadonlyMap<string, V>): boolean =>
  a === b ||
  (a.size === b.size && [...a].every(([name, value]) => JSON.stringify(b.get(name)) === JSON.stringify(value)));
