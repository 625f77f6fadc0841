import asyncio
import time


async def fetch():
    await asyncio.sleep(1)


async def main():
    fetch()
    time.sleep(2)
