import asyncio


async def fetch():
    await asyncio.sleep(1)


async def main():
    fetch()
    await fetch()
