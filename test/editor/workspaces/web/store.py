import asyncio


async def save(name):
    await asyncio.sleep(len(name))
