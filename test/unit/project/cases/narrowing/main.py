import asyncio
import inspect
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Optional, Union


class A:
    async def run(self):
        return 1


class B:
    def run(self):
        return "b"


async def work():
    return 1


async def main(
    a: Optional[A],
    either: Union[A, B],
    new: A | None,
    awaitable: Awaitable[int],
    factory: Callable[[str], Awaitable[int]],
    coroutine: Coroutine[Any, Any, str],
    anything,
):
    a  #: A | None
    if a is None:
        a  #: None
        return
    a  #: A
    if new:
        new  #: A
    if isinstance(either, A):
        either.run()  #: coroutine[int]
    else:
        either.run()  #: str
    if isinstance(anything, A):
        anything.run()  #: coroutine[int]
    awaitable  #: Awaitable[int]
    await awaitable  #: int
    factory("a")  #: Awaitable[int]
    await factory("a")  #: int
    coroutine  #: coroutine[str]
    value = work() if a else 3
    value  #: coroutine[int] | int
    if inspect.isawaitable(value):
        value  #: coroutine[int]
    else:
        value  #: int
    if asyncio.iscoroutine(value):
        value = await value
    value  #: int
    if isinstance(coroutine, Coroutine):
        coroutine  #: coroutine[str]
