from collections.abc import Callable
from typing import Any, TypeVar

_F = TypeVar("_F", bound=Callable[..., Any])

class EventObserver:
    def __call__(self) -> Callable[[_F], _F]: ...
    def register(self, *args: Any, **kwargs: Any) -> None: ...

def __getattr__(name: str) -> Any: ...
