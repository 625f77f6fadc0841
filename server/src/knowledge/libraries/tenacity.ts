import { everywhere } from '../blocking/blocking-call.ts';
import { under } from '../name-table.ts';
import type { Library } from './library.ts';

const wait = { position: 2, name: 'wait' };

export const tenacity: Library = {
  packages: ['tenacity'],
  decorators: { 'tenacity.retry': 'transparent' },
  sleepsBetweenTries: { 'tenacity.retry': [wait] },
  blocking: under('tenacity.Retrying', '__iter__ __call__', {
    rule: 'blocking-sleep',
    counterpart: everywhere('`tenacity.AsyncRetrying`'),
    madeWith: wait,
  }),
  stub: `\
from collections.abc import Callable, Iterator
from typing import Any, Self, TypeVar

_F = TypeVar("_F", bound=Callable[..., Any])

def retry(*args: Any, **kwargs: Any) -> Callable[[_F], _F]: ...

class RetryError(Exception): ...

class Retrying:
    def __init__(self, **kwargs: Any) -> None: ...
    def __iter__(self) -> Iterator[Any]: ...
    def __call__(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any: ...
    def wraps(self, f: _F) -> _F: ...

class AsyncRetrying:
    def __init__(self, **kwargs: Any) -> None: ...
    def __aiter__(self) -> Self: ...
    async def __anext__(self) -> Any: ...
    async def __call__(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any: ...
    def wraps(self, f: _F) -> _F: ...

def __getattr__(name: str) -> Any: ...
`,
};
