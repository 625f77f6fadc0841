import asyncio


async def fetch(name):
    await asyncio.sleep(0)
    return name


async def collect(names):
    async def one(name):
        return await fetch(name)  # expect: shared-collection

    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(one(name)) for name in names]
    results = [task.result() for task in tasks]  # expect: gather-exceptions
    return results


async def find(name):
    page = await fetch(name)
    return page  # expect: shared-collection


async def find_all(names):
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(find(name)) for name in names]
    found = [task.result() for task in tasks]  # expect: gather-exceptions
    return sorted(found)


class Crawler:
    async def crawl(self, names):
        async def visit(name):
            print("visiting", name)
            return await fetch(name)  # expect: shared-collection

        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(visit(name)) for name in names if name]
        pages = [task.result() for task in tasks]  # expect: gather-exceptions
        return {"pages": pages}
