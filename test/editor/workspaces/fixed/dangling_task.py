import asyncio

background_tasks: set[asyncio.Task[object]] = set()


async def pump(queue):
    while True:
        await queue.get()


class Hub:
    def __init__(self):
        self.queue = asyncio.Queue()

    def start(self):
        task = asyncio.create_task(pump(self.queue))  # expect: dangling-task
        background_tasks.add(task)
        task.add_done_callback(background_tasks.discard)

    async def reload(self):
        task = asyncio.ensure_future(pump(self.queue))  # expect: dangling-task
        background_tasks.add(task)
        task.add_done_callback(background_tasks.discard)
        loop = asyncio.get_running_loop()
        task_2 = loop.create_task(pump(self.queue), name="pump")  # expect: dangling-task
        background_tasks.add(task_2)
        task_2.add_done_callback(background_tasks.discard)


async def main():
    hub = Hub()
    hub.start()
    task = asyncio.create_task(pump(hub.queue))  # expect: dangling-task
    background_tasks.add(task)
    task.add_done_callback(background_tasks.discard)
    async with asyncio.TaskGroup() as group:
        group.create_task(pump(hub.queue))
        group.create_task(hub.reload())  # expect: dangling-task
    await asyncio.sleep(1)
