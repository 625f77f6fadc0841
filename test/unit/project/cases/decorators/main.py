import contextlib
import functools
from contextlib import asynccontextmanager, contextmanager
from typing import AsyncIterator, Awaitable, Callable, Generator, Generic, Hashable, TypeVar, overload


def transparent(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


def registering(function):
    HANDLERS.append(function)
    return function


def asynchronous(function):
    @functools.wraps(function)
    async def wrapper(*args):
        return function(*args)

    return wrapper


def with_arguments(times):
    def decorator(function):
        @functools.wraps(function)
        async def wrapper(*args):
            return await function(*args)

        return wrapper

    return decorator


HANDLERS = []


@transparent
async def one():
    return 1


@registering
async def two():
    return 1


@asynchronous
def three():
    return 1


@with_arguments(3)
async def four():
    return 1


@unknown
async def five():
    return 1


@functools.lru_cache
def six():
    return one()


@asynccontextmanager
async def session():
    yield "session"


@contextmanager
def opened():
    yield 1


@contextlib.asynccontextmanager
async def annotated() -> "AsyncIterator[int]":
    yield 1


T = TypeVar("T")


class Opening(Generic[T]):
    def __init__(self, coroutine: Awaitable[T]):
        self._coroutine = coroutine

    def __await__(self) -> Generator[None, None, T]:
        return self._coroutine.__await__()

    async def __aenter__(self) -> T:
        return await self._coroutine

    async def __aexit__(self, *_error):
        pass


Opener = Callable[..., Awaitable[T]]
OpeningFunction = Callable[..., Opening[T]]


def opening(opener: Opener[T]) -> OpeningFunction[T]:
    return lambda *args: Opening(opener(*args))


class Command:
    def __init__(self, function):
        self._function = function

    async def __call__(self, text):
        return 1


class Connection:
    @opening
    async def channel(self) -> "Connection":
        return self

    async def use(self):
        self.channel()  #: Opening[Connection]


@opening
async def connect() -> Connection:
    return Connection()


@Command
def seven(text):
    return text


def as_declared(function: Callable[..., T]) -> Callable[..., T]:
    return HANDLERS[function]


@overload
def labelled(function: str) -> Callable[[T], T]: ...
@overload
def labelled(function: T) -> T: ...
def labelled(function):
    if isinstance(function, str):
        return lambda inner: inner
    return function


@labelled
async def eight():
    return 1


@labelled
@as_declared
async def declared():
    return 1


@overload
def kept(function: Hashable) -> Callable[[], int]: ...
@overload
def kept(function: str) -> str: ...
def kept(function):
    return function


@kept
def nine():
    return 1


async def main():
    await connect()  #: Connection
    async with connect() as connection:
        connection  #: Connection
    seven("a")  #: coroutine[int]
    one()  #: coroutine[int]
    two()  #: coroutine[int]
    three()  #: coroutine[unknown]
    four()  #: coroutine[int]
    five()  #: unknown
    six()  #: coroutine[int]
    annotated()  #: _AsyncGeneratorContextManager[int]
    session()  #: _AsyncGeneratorContextManager[str]
    async with session() as s:
        s  #: str
    with opened() as o:
        o  #: int
    eight()  #: coroutine[int]
    declared()  #: coroutine[int]
    nine()  #: int
