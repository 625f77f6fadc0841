"""Keeps the store up to date."""

import asyncio

import aiohttp

from .client import download, titles
from .notify import announce, notify_admin
from .store import FeedStore


async def refresh(store: FeedStore, session: aiohttp.ClientSession, url: str) -> None:
    for title in await titles(session, url):
        # Makes a coroutine and throws it away: the entry is never stored.
        store.add(url, title)
    # The list is there already: there is nothing to wait for.
    await store.entries[url].sort()


async def watch(store: FeedStore, session: aiohttp.ClientSession, url: str) -> None:
    while True:
        # Nobody holds this task: it can be collected before it is done, and its errors go unseen.
        asyncio.create_task(refresh(store, session, url))
        await asyncio.sleep(60)


async def start(store: FeedStore, session: aiohttp.ClientSession) -> None:
    # Takes coroutines, and gets a function.
    await asyncio.gather(watch(store, session, "https://example.org/news"), heartbeat)


async def heartbeat() -> None:
    while True:
        # Sends its message through a library that waits for the network, two calls away in another file.
        announce("still alive")
        await asyncio.sleep(300)


async def refresh_all(store: FeedStore, urls: list[str]) -> None:
    async with aiohttp.ClientSession() as session:
        # Errors are asked for as results, and then nobody looks at the results.
        await asyncio.gather(*(refresh(store, session, url) for url in urls), return_exceptions=True)


async def collect(urls: list[str]) -> list[str]:
    feeds: list[str] = []

    async def collect_one(session: aiohttp.ClientSession, url: str) -> None:
        # The feeds end up in the order in which they happen to arrive.
        feeds.append(await download(session, url))

    async with aiohttp.ClientSession() as session:
        async with asyncio.TaskGroup() as group:
            for url in urls:
                group.create_task(collect_one(session, url))
    return feeds


async def checksum(feeds: list[str]) -> int:
    total = 0
    # Millions of rounds without an await: nothing else runs until they are over.
    for number in range(5_000_000):
        total = (total * 31 + number * len(feeds)) % 1_000_003
    return total


async def report_failure(error: Exception) -> None:
    # Starts a second event loop inside the one that runs this, which fails.
    notify_admin(f"collector failed: {error}")
