import asyncio
import time
from time import sleep


async def retry(attempts):
    for attempt in range(attempts):
        await asyncio.sleep(2**attempt)  # expect: blocking-sleep


class Poller:
    interval = 0.5

    async def poll(self):
        while self.interval:
            await asyncio.sleep(self.interval)  # expect: blocking-sleep

    async def later(self, ready):
        await asyncio.sleep(0.1 if ready else 1)  # expect: blocking-sleep


def pause():
    time.sleep(3)


async def through_a_helper():
    await asyncio.to_thread(pause)  # expect: blocking-sleep
