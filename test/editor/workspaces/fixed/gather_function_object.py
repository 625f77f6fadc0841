import asyncio


async def load():
    await asyncio.sleep(0)


async def save():
    await asyncio.sleep(0)


class Store:
    async def flush(self):
        await asyncio.sleep(0)


async def main():
    store = Store()
    await asyncio.gather(load(), save(), return_exceptions=False)  # expect: gather-function-object
    task = asyncio.create_task(store.flush())  # expect: gather-function-object
    await asyncio.wait_for(save(), timeout=3)  # expect: gather-function-object
    await task
    async with asyncio.TaskGroup() as group:
        group.create_task(load())  # expect: gather-function-object


asyncio.run(main())  # expect: gather-function-object
