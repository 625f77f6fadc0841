import type { Type } from './types.ts';

/** What the addresses of the standard library's stubs begin with. */
export const STANDARD_LIBRARY = 'stdlib:';

const names = new WeakMap<Type, string>();

/**
 * The dotted name by which the standard library's stubs define a class or function, or the class of an instance, in the
 * module that defines it (`typing.Awaitable`, not `collections.abc.Awaitable`); empty for all others. A module of the user
 * that is called `typing`, too, is another.
 */
export function standardName(type: Type): string {
  if (type.kind !== 'instance' && type.kind !== 'class' && type.kind !== 'function') return '';
  let name = names.get(type);
  if (name === undefined) names.set(type, (name = nameOf(type.ref)));
  return name;
}

export const isStandard = (type: Type, ...dotted: readonly string[]): boolean => dotted.includes(standardName(type));

export const isBuiltin = (type: Type): boolean => standardName(type).startsWith('builtins.');

/** Whether it is a method that every class has. */
export const isOfObject = (method: Type): boolean => standardName(method).startsWith('builtins.object.');

/** https://github.com/python/typeshed: `stdlib:/asyncio/tasks.pyi#Task@0` is `asyncio.tasks.Task`. */
function nameOf(ref: string): string {
  if (!ref.startsWith(`${STANDARD_LIBRARY}/`)) return '';
  const hash = ref.indexOf('#');
  const module = ref.slice(STANDARD_LIBRARY.length + 1, hash).replace(/(?:\/__init__)?\.pyi$/, '');
  return `${module.replaceAll('/', '.')}.${ref.slice(hash + 1, ref.lastIndexOf('@'))}`;
}
