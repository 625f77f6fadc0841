import { lastName } from '../../server/src/project/names/definitions.ts';
import type { Type } from '../../server/src/project/types/types.ts';

/** A type as tests spell it: `int`, `list[str]`, `coroutine[int]`, `def fetch`, `class Client`, `Client | None`. */
export function showType(type: Type): string {
  const args = (items: readonly Type[]): string => (items.length > 0 ? `[${items.map(showType).join(', ')}]` : '');
  switch (type.kind) {
    case 'instance':
      return lastName(type.ref) + args(type.args);
    case 'class':
      return `class ${lastName(type.ref)}${args(type.args)}`;
    case 'function':
      return `${type.receiver ? 'method' : 'def'} ${lastName(type.ref)}`;
    case 'coroutine':
      return `coroutine[${showType(type.result)}]`;
    case 'callable':
      return `callable[${showType(type.result)}]`;
    case 'union':
      return type.items.map(showType).sort().join(' | ');
    case 'module':
      return `module ${type.name}`;
    case 'external':
      return `external ${type.path}`;
    case 'none':
      return 'None';
    default:
      return type.kind;
  }
}
