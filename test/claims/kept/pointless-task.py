import asyncio


async def load(number):
    await asyncio.sleep(0.01)
    return number + 1


async def main():
    print(await asyncio.create_task(load(1)))


asyncio.run(main())
