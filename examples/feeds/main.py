"""Runs the collector: `python -m feeds.main`."""

import asyncio
from pathlib import Path

from .client import download_all
from .store import FeedStore
from .worker import collect, checksum, refresh_all

FEEDS = ["https://example.org/news", "https://example.org/weather"]


async def main() -> None:
    store = FeedStore(Path("feeds.d"))
    await refresh_all(store, FEEDS)
    # The message shows a coroutine object instead of the number.
    print(f"checksum: {checksum(await collect(FEEDS))}")
    # Makes a coroutine per feed and runs none of them.
    [store.measure(url) for url in FEEDS]
    print(len(await download_all(FEEDS)))


# Since Python 3.14 there is no loop to get here, and nothing closes this one.
loop = asyncio.get_event_loop()
loop.run_until_complete(main())
