import asyncio


async def load(number):
    await asyncio.sleep(0.01)
    return number


async def main():
    first, second = await asyncio.gather(load(1), load(2))
    print(first, second)
    await asyncio.gather(load(3), load(4), return_exceptions=True)
    print(await asyncio.gather(load(5), load(6)))


asyncio.run(main())
