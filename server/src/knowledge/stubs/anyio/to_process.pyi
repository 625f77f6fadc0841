from collections.abc import Callable
from typing import Any, TypeVar

_T = TypeVar("_T")

async def run_sync(func: Callable[..., _T], *args: Any, cancellable: bool = False, limiter: Any = None) -> _T: ...

def __getattr__(name: str) -> Any: ...
