from collections.abc import AsyncIterator, Generator
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")

class AsyncPaginator(Generic[_T]):
    def __await__(self) -> Generator[Any, None, Any]: ...
    def __aiter__(self) -> AsyncIterator[_T]: ...

def __getattr__(name: str) -> Any: ...
