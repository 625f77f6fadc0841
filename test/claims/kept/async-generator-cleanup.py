import asyncio


async def rows():
    try:
        yield 1
        yield 2
    finally:
        await asyncio.sleep(0)


async def first():
    async for row in rows():
        if row > 0:
            return row


async def main():
    print(await first())


asyncio.run(main())
