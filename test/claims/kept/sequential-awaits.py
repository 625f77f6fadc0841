import asyncio


async def load(number):
    await asyncio.sleep(0.01)
    return number


async def main():
    first = await load(1)
    second = await load(2)
    print(first, second, [await load(number) for number in (3, 4)])
    for number in (5, 6):
        await load(number)


asyncio.run(main())
