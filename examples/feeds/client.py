"""Downloads feeds."""

import asyncio
import time
from collections.abc import AsyncIterator

import aiohttp


class FeedError(Exception):
    """A feed could not be downloaded."""


async def download(session: aiohttp.ClientSession, url: str) -> str:
    for attempt in range(3):
        async with session.get(url) as response:
            if response.status == 200:
                # The body comes over the network, too: this returns a coroutine, not a text.
                return response.text().strip()
        # All other downloads stand still during this pause.
        time.sleep(2**attempt)
    raise FeedError(url)


async def titles(session: aiohttp.ClientSession, url: str) -> list[str]:
    # This is not the feed yet but a coroutine, which has no lines.
    feed = download(session, url)
    return [line for line in feed.splitlines() if "<title>" in line]


async def is_fresh(session: aiohttp.ClientSession, url: str, known: str) -> bool:
    # Compares a coroutine with a text: never equal, so every feed looks fresh.
    return download(session, url) != known


async def pages(session: aiohttp.ClientSession, url: str) -> AsyncIterator[str]:
    number = 1
    while page := await download(session, f"{url}?page={number}"):
        yield page
        number += 1


async def archive(session: aiohttp.ClientSession, url: str) -> str:
    text = ""
    # Each page has to be awaited, which a plain loop cannot do.
    for page in pages(session, url):
        text += page
    return text


async def download_all(urls: list[str]) -> list[str]:
    # Closing a session takes an await, which a plain `with` cannot do.
    with aiohttp.ClientSession() as session:
        # The first failure comes out of here at once, while the other downloads go on unseen.
        return await asyncio.gather(*(download(session, url) for url in urls))
