import asyncio
import inspect
from collections.abc import Awaitable, Callable
from inspect import iscoroutinefunction
from typing import Any

from elsewhere import is_async_callable


async def run(handler, other, either: Callable[[], Awaitable[int] | int]):
    if iscoroutinefunction(handler):
        handler(1)  #: coroutine[unknown]
        other(1)  #: unknown
    else:
        handler(1)  #: unknown
    if not inspect.iscoroutinefunction(handler) or other is None:
        handler(2)  #: unknown
    else:
        handler(2)  #: coroutine[unknown]
    asyncio.iscoroutinefunction(handler) and handler(3)  #: bool | coroutine[unknown]
    is_async = is_async_callable(handler)
    (handler(4) if is_async else None)  #: None | coroutine[unknown]
    if iscoroutinefunction(either):
        either()  #: coroutine[int]
    either()  #: Awaitable[int] | int


def rebound(handler, other):
    if iscoroutinefunction(handler):
        handler = other
        handler(1)  #: unknown


def found(table, key, default):
    job = table.get(key)
    if job is None:
        job = default
    if iscoroutinefunction(job) and key:
        job()  #: coroutine[unknown]


def logged(function: Callable[..., Any]):
    if inspect.iscoroutinefunction(function):

        async def wrapper(*args):
            function(*args)  #: coroutine[unknown]

        return wrapper

    def sync_wrapper(*args):
        function(*args)  #: unknown

    return sync_wrapper


class Job:
    def __init__(self, func, other):
        self.func = func
        self.other = other
        self.is_async = is_async_callable(func)

    async def run(self):
        if self.is_async:
            self.func()  #: coroutine[unknown]
            self.other()  #: unknown
        if inspect.iscoroutinefunction(self.other):
            self.other()  #: coroutine[unknown]
            self.func()  #: unknown


class Server:
    def open(self) -> int:
        return 1

    async def close(self) -> str:
        return ""


class Keeper:
    def __init__(self, server, other):
        self.server = server
        self.other = other

    async def close(self, flag):
        if isinstance(self.server, Server) and flag:
            self.server.close()  #: coroutine[str]
            self.other.close()  #: unknown
        else:
            self.server.close()  #: unknown
        (self.server.open() if isinstance(self.server, Server) else 0)  #: int


def looked_up(server: Server, name: str):
    getattr(server, "close")()  #: coroutine[str]
    getattr(server, "open", None)  #: None | method open
    getattr(server, "drain", None)  #: unknown
    getattr(server, name)  #: unknown
