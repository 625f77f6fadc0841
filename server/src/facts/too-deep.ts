import type { Facts, Scope } from './facts.ts';

/** What V8 throws where functions call each other deeper than its stack. Who catches it gives up what was being looked at. */
export const isStackOverflow = (error: unknown): boolean =>
  error instanceof RangeError && error.message.startsWith('Maximum call stack size');

/** Facts of a text that could not be read at all. */
export const unreadFacts = (length: number): Facts => ({
  body: [],
  nodes: [],
  parents: new Int32Array(0),
  ends: new Int32Array(0),
  scopes: [module],
  scopeOf: new Int32Array(0),
  bindings: [],
  reaching: new Map(),
  exports: new Map(),
  errors: [],
  tooDeep: [{ start: 0, end: length }],
  comments: [],
  own: 0,
  length,
});

const module: Scope = {
  type: 'module',
  parent: -1,
  node: -1,
  names: new Map(),
  globals: [],
  nonlocals: [],
  children: [],
  isGenerator: false,
  hasError: false,
};
