import asyncio

told = []


async def tell(text):
    await asyncio.sleep(0.01)
    told.append(text)


async def main():
    asyncio.create_task(tell("first"))
    task = asyncio.create_task(tell("second"))
    await asyncio.sleep(0.1)
    print(sorted(told))


asyncio.run(main())
