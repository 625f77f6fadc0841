import type { ArgumentPlace } from './argument-place.ts';
import type { DecoratorEffect } from './decorators/decorator-effect.ts';
import { withLibraries } from './libraries.ts';
import { joinTables, under, type NameTable } from './name-table.ts';

export type { DecoratorEffect };

const transparent = (prefix: string, names: string): NameTable<DecoratorEffect> => under(prefix, names, 'transparent');

const standard: NameTable<DecoratorEffect> = joinTables(
  transparent('builtins', 'staticmethod classmethod'),
  transparent('abc', 'abstractmethod abstractclassmethod abstractstaticmethod'),
  transparent('typing', 'override final no_type_check runtime_checkable'),
  transparent('warnings', 'deprecated'),
  transparent('functools', 'wraps singledispatch singledispatchmethod total_ordering'),
  under('functools', 'lru_cache cache cached_property', 'caches'),
  // Generator-based coroutines can be awaited and iterated.
  under('types', 'coroutine', 'unknown'),
  under('asyncio', 'coroutine', 'unknown'),
  under('atexit', 'register', 'calls-plainly'),
  transparent('unittest', 'skip skipIf skipUnless expectedFailure'),
  transparent('unittest.mock', 'patch'),
  transparent('unittest.mock.patch', 'object dict multiple'),
  transparent('contextlib.ContextDecorator', '__call__'),
  transparent('contextlib.AsyncContextDecorator', '__call__'),
);

/**
 * Decorators that call a plain function again when it has failed, and let the thread sleep before that: if one of these arguments
 * says for how long, or always.
 */
export const sleepsBetweenTries = withLibraries<readonly ArgumentPlace[] | 'always'>(
  {},
  (library) => library.sleepsBetweenTries,
);

export const decorators = withLibraries(standard, (library) => library.decorators);
