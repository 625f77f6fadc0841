import asyncio
import contextlib
import pathlib
import queue
import socket
import subprocess
import threading
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import aiohttp
import asyncpg
import httpx
import redis.asyncio
import requests


async def main(loop: asyncio.AbstractEventLoop):
    asyncio.sleep(1)  #: coroutine[None]
    asyncio.Queue().get()  #: coroutine[unknown]
    asyncio.Lock().acquire()  #: coroutine[bool]
    asyncio.Event().wait()  #: coroutine[bool]
    reader, writer = await asyncio.open_connection("a", 1)
    reader  #: StreamReader
    reader.readline()  #: coroutine[bytes]
    writer.drain()  #: coroutine[None]
    await asyncio.create_subprocess_exec("a")  #: Process
    loop.create_task(asyncio.sleep(1))  #: Task[None]
    async with asyncio.TaskGroup() as group:
        group.create_task(asyncio.sleep(1))  #: Task[None]
    async with asyncio.timeout(1) as timeout:
        timeout  #: Timeout
    with open("a") as file:
        file.read()  #: str
    pathlib.Path("a").read_bytes()  #: bytes
    (pathlib.Path.home() / "a").exists()  #: bool
    subprocess.run(["a"])  #: CompletedProcess[bytes]
    with ThreadPoolExecutor() as pool:
        pool.submit(len, "a").result()  #: int
    threading.Lock()  #: lock
    queue.Queue().get()  #: unknown
    socket.socket().recv(1)  #: bytes
    async with contextlib.AsyncExitStack() as stack:
        stack  #: AsyncExitStack[unknown]
    async with aiohttp.ClientSession() as session:
        async with session.get("u") as response:
            response  #: ClientResponse
            response.text()  #: coroutine[str]
        response = await session.post("u")
        response.read()  #: coroutine[bytes]
    async with httpx.AsyncClient() as client:
        client.get("u")  #: coroutine[Response]
    httpx.get("u")  #: Response
    requests.Session().get("u")  #: Response
    connection = await asyncpg.connect()
    connection.fetch("q")  #: coroutine[list[Record]]


import typing


class SyncOnly(typing.Protocol):
    is_async: typing.Literal[False]


class AsyncOnly(typing.Protocol):
    is_async: typing.Literal[True]


class Commands:
    is_async = False

    @typing.overload
    def run(self: SyncOnly) -> int: ...
    @typing.overload
    def run(self: AsyncOnly) -> typing.Awaitable[int]: ...
    def run(self):
        return 1

    def start(self) -> "Commands":
        return self._start() if self.is_async else self

    async def _start(self):
        return self


@typing.overload
async def find(items: typing.AsyncIterable[int]) -> int: ...
@typing.overload
def find(items: typing.Iterable[int]) -> str: ...
def find(items):
    return items


def overloaded(commands: Commands):
    commands.run()  #: Awaitable[int] | int
    commands.start()  #: unknown
    find([1])  #: str


class SyncClient:
    def read(self):
        return 1


class AsyncClient:
    async def read(self):
        return 1


@typing.overload
def get_client(*, sync: typing.Literal[False] = False) -> AsyncClient: ...
@typing.overload
def get_client(*, sync: typing.Literal[True] = ...) -> SyncClient: ...
def get_client(*, sync=False):
    return SyncClient() if sync else AsyncClient()


async def literal(flag: bool):
    get_client()  #: AsyncClient
    get_client(sync=True).read()  #: int
    get_client(sync=False).read()  #: coroutine[int]
    get_client(sync=flag)  #: AsyncClient | SyncClient
