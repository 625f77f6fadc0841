import asyncio


async def pump(queue):
    while True:
        await queue.get()


class Hub:
    def __init__(self):
        self.queue = asyncio.Queue()

    def start(self):
        asyncio.create_task(pump(self.queue))  # expect: dangling-task

    async def reload(self):
        asyncio.ensure_future(pump(self.queue))  # expect: dangling-task
        loop = asyncio.get_running_loop()
        loop.create_task(pump(self.queue), name="pump")  # expect: dangling-task


async def main():
    hub = Hub()
    hub.start()
    task = asyncio.create_task(pump(hub.queue))  # expect: dangling-task
    asyncio.gather(pump(hub.queue), hub.reload())  # expect: dangling-task
    await asyncio.sleep(1)
