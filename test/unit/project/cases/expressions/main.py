import asyncio
from functools import partial


async def fetch(url):
    return len(url)


async def nothing(*_args):
    await asyncio.sleep(0)


def make(url):
    return fetch(url)


def twice(flag):
    if flag:
        return 1
    return "x"


def loops(items):
    for item in items:
        return item


def recurse(n):
    if n == 0:
        return fetch("a")
    return recurse(n - 1)


def even(n):
    return odd(n - 1) if n else 1


def odd(n):
    return even(n - 1) if n else "x"


def numbers():
    yield 1


async def ticks():
    yield "tick"


async def main():
    fetch("a")  #: coroutine[int]
    await fetch("a")  #: int
    make("a")  #: coroutine[int]
    nothing()  #: coroutine[None]
    twice(True)  #: int | str
    recurse(3)  #: coroutine[int]
    even(3)  #: int | str
    loops([])  #: unknown
    numbers()  #: Generator[int, unknown, unknown]
    ticks()  #: AsyncGenerator[str, unknown]
    partial(fetch, "a")()  #: coroutine[int]
    (lambda: fetch("a"))()  #: coroutine[int]
    [fetch(u) for u in "ab"]  #: list[coroutine[int]]
    (fetch(u) for u in "ab")  #: Generator[coroutine[int], None, None]
    (u for u in await fetch("a"))  #: Generator[unknown, None, None]
    (await fetch(u) for u in "ab")  #: AsyncGenerator[int, None]
    (await fetch(u) + 1 for u in "ab")  #: AsyncGenerator[int, None]
    (u for u in "ab" if await fetch(u))  #: AsyncGenerator[str, None]
    (u for u in "ab" for v in await nothing())  #: AsyncGenerator[str, None]
    ([t async for t in ticks()] for u in "ab")  #: AsyncGenerator[list[str], None]
    ((t async for t in ticks()) for u in "ab")  #: Generator[AsyncGenerator[str, None], None, None]
    (lambda: [t async for t in ticks()] for u in "ab")  #: Generator[callable[list[str]], None, None]
    {"a": fetch}["a"]("b")  #: coroutine[int]
    [fetch][0]("b")  #: coroutine[int]
    (fetch("a"), 1)[0]  #: coroutine[int]
    fetch("a") if main else None  #: None | coroutine[int]
    alias = fetch
    alias("a")  #: coroutine[int]
    first, second = fetch("a"), 1
    first  #: coroutine[int]
    second  #: int
    for item in [1, 2]:
        item  #: int
    async for tick in ticks():
        tick  #: str
    if (walrus := fetch("a")):
        walrus  #: coroutine[int]
    x = 1
    x  #: int
    x = "a"
    x  #: str
    if main:
        x = 2.0
    x  #: float | str
    handlers = {"get": fetch, "none": nothing}
    handlers["get"]("a")  #: coroutine[None] | coroutine[int]
    asyncio.create_task(fetch("a"))  #: Task[int]
    await asyncio.create_task(fetch("a"))  #: int
    a, b = await asyncio.gather(fetch("a"), nothing())
    a  #: int
    b  #: None
    await asyncio.wait_for(fetch("a"), 1)  #: int
    asyncio.ensure_future(fetch("a"))  #: Task[int]
    await asyncio.to_thread(twice, True)  #: int | str
    await asyncio.get_running_loop().run_in_executor(None, twice, True)  #: int | str
    asyncio.run(fetch("a"))  #: int
    f"{x}"  #: str
    1 + 1  #: int
    not x  #: bool
    x is None  #: bool
    str(1).upper()  #: str
    unresolved_name  #: unknown
