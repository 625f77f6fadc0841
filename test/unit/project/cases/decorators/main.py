import contextlib
import functools
from contextlib import asynccontextmanager, contextmanager


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


async def main():
    one()  #: coroutine[int]
    two()  #: coroutine[int]
    three()  #: coroutine[unknown]
    four()  #: coroutine[unknown]
    five()  #: unknown
    six()  #: coroutine[int]
    session()  #: _AsyncGeneratorContextManager[str]
    async with session() as s:
        s  #: str
    with opened() as o:
        o  #: int
