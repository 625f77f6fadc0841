import type { Type } from '../types/types.ts';
import { lastName } from './definitions.ts';

/** A type in the words of a message, with its article: "an `int`", "a function", "`None`"; undefined without a name to show. */
export function describeType(type: Type): string | undefined {
  switch (type.kind) {
    case 'none':
      return '`None`';
    case 'coroutine':
    case 'function':
    case 'class':
    case 'module':
      return `a ${type.kind}`;
    case 'callable':
      return 'a function';
    case 'instance': {
      const name = lastName(type.ref);
      return name.startsWith('_') ? undefined : `${/^[aeioAEIO]/.test(name) ? 'an' : 'a'} \`${name}\``;
    }
    default:
      return undefined;
  }
}
