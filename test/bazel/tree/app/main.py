import asyncio
import time

from store.client import Client


async def main() -> None:
    client = Client()
    client.load("a")
    time.sleep(1)


asyncio.run(main())
