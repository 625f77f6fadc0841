import asyncio
import typing
from typing import Awaitable, Callable, Optional, cast


async def fetch(url, *more):
    return len(url)


class Parser:
    def __call__(self, text):
        return fetch(text)


async def handed_on(urls: list[str], calls: list[Callable[[], Awaitable[int]]], args, kwargs):
    asyncio.gather(*[fetch(url) for url in urls])  #: Future[list[int]]
    asyncio.gather(*(fetch(url) for url in urls), return_exceptions=True)  #: Future[list[BaseException | int]]
    asyncio.gather(*args)  #: Future[list[unknown]]
    asyncio.gather(fetch("a"), *args)  #: Future[list[unknown]]
    fetch(*args)  #: coroutine[int]
    fetch(**kwargs)  #: coroutine[int]
    max(*urls)  #: str
    [await result for result in map(fetch, urls)]  #: list[int]


def by_cast(value, name: str):
    cast(Parser, value)  #: Parser
    cast("Parser", value)("a")  #: coroutine[int]
    typing.cast("Callable[[], Awaitable[int]]", value)()  #: Awaitable[int]
    cast(name, value)  #: unknown


def perhaps(handler: Optional[Callable[[], Awaitable[int]]], parser: "Parser | None"):
    handler()  #: Awaitable[int]
    parser("a")  #: coroutine[int]


class Stream:
    def __aiter__(self):
        return self

    async def __anext__(self):
        return 1


async def iterators(urls: list[str], stream: Stream, chunks: typing.AsyncIterator[bytes]):
    iter(urls)  #: Iterator[str]
    next(iter(urls))  #: str
    aiter(stream)  #: Stream
    anext(stream)  #: coroutine[int]
    await anext(stream, None)  #: None | int
    anext(chunks)  #: Awaitable[bytes]
    for index, pair in enumerate(zip(urls, [1])):
        index  #: int
        pair  #: tuple[str, int]


async def wrongly(url):
    fetch()  #: coroutine[int]
    asyncio.sleep("a", nothing=True)  #: coroutine[None] | coroutine[unknown]
