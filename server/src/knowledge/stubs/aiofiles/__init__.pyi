from typing import Any

from aiofiles.base import AiofilesContextManager
from aiofiles.threadpool.text import AsyncTextIOWrapper

def open(file: Any, mode: str = "r", *args: Any, **kwargs: Any) -> AiofilesContextManager[AsyncTextIOWrapper]: ...

def __getattr__(name: str) -> Any: ...
