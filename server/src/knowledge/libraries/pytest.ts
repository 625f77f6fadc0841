import type { NameTable } from '../name-table.ts';
import type { Library } from './library.ts';

export const pytest: Library = {
  packages: ['pytest', 'pytest_asyncio'],
  decorators: { 'pytest.mark.*': 'transparent', 'pytest.fixture': 'value', 'pytest_asyncio.fixture': 'value' },
  stub: `\
from contextlib import AbstractContextManager
from typing import Any, NoReturn

mark: Any

def fixture(*args: Any, **kwargs: Any) -> Any: ...
def raises(*args: Any, **kwargs: Any) -> AbstractContextManager[Any]: ...
def warns(*args: Any, **kwargs: Any) -> AbstractContextManager[Any]: ...
def param(*args: Any, **kwargs: Any) -> Any: ...
def approx(*args: Any, **kwargs: Any) -> Any: ...
def importorskip(modname: str, *args: Any, **kwargs: Any) -> Any: ...
def skip(*args: Any, **kwargs: Any) -> NoReturn: ...
def fail(*args: Any, **kwargs: Any) -> NoReturn: ...
def xfail(*args: Any, **kwargs: Any) -> NoReturn: ...
def exit(*args: Any, **kwargs: Any) -> NoReturn: ...

def __getattr__(name: str) -> Any: ...
`,
};

/** All of its marks begin so. */
export const testMarks = 'pytest.mark.';

/** pytest awaits what fixtures of this one give. */
export const asyncFixture = 'pytest_asyncio.fixture';

export const fixtures: NameTable<'plain' | 'async'> = { 'pytest.fixture': 'plain', [asyncFixture]: 'async' };

export interface AsyncTestPlugin {
  /** Its module. */
  readonly module: string;
  /** What one installs. */
  readonly name: string;
  readonly mark: string;
}

/** Who lets pytest run the async tests of a library. */
export const asyncTestPlugin: Readonly<Record<'asyncio' | 'anyio' | 'trio', AsyncTestPlugin>> = {
  asyncio: { module: 'pytest_asyncio', name: 'pytest-asyncio', mark: 'pytest.mark.asyncio' },
  anyio: { module: 'anyio.pytest_plugin', name: 'anyio', mark: 'pytest.mark.anyio' },
  trio: { module: 'pytest_trio', name: 'pytest-trio', mark: 'pytest.mark.trio' },
};

/** Marks that make pytest run an async test through one plugin or another. */
export const asyncTestMarks: readonly string[] = [
  ...Object.values(asyncTestPlugin).map(({ mark }) => mark),
  'pytest.mark.asyncio_cooperative',
  'pytest.mark.curio',
  'pytest.mark.gen_test',
  'pytest.mark.twisted',
];

/** Modules of plugins that teach pytest to run async tests, with or without a mark. */
export const asyncTestPlugins: readonly string[] = [
  'pytest_asyncio',
  'anyio.pytest_plugin',
  'pytest_trio',
  'pytest_twisted',
  'pytest_tornado',
  'pytest_tornado5',
  'pytest_tornasync',
  'pytest_aiohttp',
  'pytest_aio',
  'pytest_curio',
  'pytest_sanic',
  'pytest_asyncio_cooperative',
  'pytest_asyncio_concurrent',
  'alt_pytest_asyncio',
];
