import type { Chunk } from '../names/project.ts';
import { callableType, externalType, never, typeVar, unknown, type Type } from '../types/types.ts';
import { builtinInstance } from './builtin-instances.ts';
import { publicName } from './public-name.ts';

/** Names of `typing` that are no classes: the language gives them their meaning. https://docs.python.org/3/library/typing.html */
const SPECIAL_FORMS = new Set([
  ...[
    'Any',
    'Optional',
    'Union',
    'Callable',
    'Type',
    'ClassVar',
    'Final',
    'Annotated',
    'Literal',
    'Self',
    'NoReturn',
    'Never',
  ],
  ...[
    'TypeGuard',
    'TypeIs',
    'Concatenate',
    'Tuple',
    'Generic',
    'Protocol',
    'TypeVar',
    'ParamSpec',
    'TypeVarTuple',
    'TypeAlias',
  ],
  ...['Required', 'NotRequired', 'ReadOnly', 'Unpack', 'LiteralString', 'NewType', 'TypedDict'],
]);

const TYPING_MODULES = new Set(['typing', 'typing_extensions']);

/** Other names of `typing` for classes. */
const CLASS_ALIASES = new Map([
  ...['List', 'Dict', 'Set', 'FrozenSet'].map((name) => [name, `builtins.${name.toLowerCase()}`] as const),
  ...['Counter', 'ChainMap', 'OrderedDict'].map((name) => [name, `collections.${name}`] as const),
  ['DefaultDict', 'collections.defaultdict'],
  ['Deque', 'collections.deque'],
]);

/** A special form, or another name of a class, where `typing` defines it. */
export function specialForm(chunk: Chunk, name: string): Type | undefined {
  if (!TYPING_MODULES.has(chunk.file.module)) return undefined;
  if (SPECIAL_FORMS.has(name)) return externalType(`typing.${name}`);
  const cls = CLASS_ALIASES.get(name);
  return cls === undefined ? undefined : publicName(chunk, cls);
}

/** What a special form means as an annotation of its own, without brackets. */
export function bareSpecialForm(chunk: Chunk, path: string): Type {
  switch (path) {
    case 'typing.Self':
      return typeVar('Self', 'self');
    case 'typing.NoReturn':
    case 'typing.Never':
      return never;
    case 'typing.Tuple':
      return builtinInstance(chunk, 'tuple');
    case 'typing.LiteralString':
      return builtinInstance(chunk, 'str');
    case 'typing.TypeGuard':
    case 'typing.TypeIs':
      return builtinInstance(chunk, 'bool');
    case 'typing.Callable':
      return callableType(unknown);
    default:
      return path.startsWith('typing.') ? unknown : externalType(`${path}()`);
  }
}
