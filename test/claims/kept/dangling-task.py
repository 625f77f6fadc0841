import asyncio

told = []


async def tell(text):
    await asyncio.sleep(0.01)
    told.append(text)


class Teller:
    def __init__(self):
        self.telling = None

    def start(self):
        asyncio.create_task(tell("eighth"))

    def stop(self):
        if self.telling is not None:
            self.telling.cancel()


async def main():
    asyncio.create_task(tell("first"))
    task = asyncio.create_task(tell("second"))
    asyncio.get_running_loop().run_in_executor(None, told.append, "third")
    asyncio.gather(tell("fourth"), tell("fifth"))
    async with asyncio.TaskGroup() as group:
        group.create_task(tell("sixth"))
        asyncio.create_task(tell("seventh"))
    asyncio.shield(tell("ninth"))
    Teller().start()
    while len(told) < 9:
        await asyncio.sleep(0.01)
    print(sorted(told))


asyncio.run(main())
