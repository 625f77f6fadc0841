import asyncio


async def load(name):
    await asyncio.sleep(0)
    return name


class Loader:
    async def both(self):
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(load("left")), group.create_task(load("right"))]
        left, right = [task.result() for task in tasks]  # expect: gather-exceptions
        return left + right

    async def many(self, names):
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(load(name)) for name in names]
        return [task.result() for task in tasks]  # expect: gather-exceptions


async def main():
    async with asyncio.TaskGroup() as group:
        group.create_task(load("a"))
        group.create_task(load("b"))  # expect: gather-exceptions
    async with asyncio.TaskGroup() as group_2:
        group_2.create_task(load("c"))
        group_2.create_task(load("d"))  # expect: gather-exceptions
