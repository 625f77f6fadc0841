import asyncio


async def upload(number):
    await asyncio.sleep(0)
    return number
