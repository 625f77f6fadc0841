import asyncio


def area(width: float, height: float):
    return width * height


async def numbers(limit):
    for number in range(limit):
        yield number
        await asyncio.sleep(0)


async def fetch(name):
    await asyncio.sleep(0)
    return name


class Shape:
    def __init__(self, side: int) -> None:
        self.side = side

    def double(self) -> int:
        return self.side * 2


async def main():
    print(area(2, 3))  # expect: await-non-awaitable
    shape = Shape(3)
    print(shape.double())  # expect: await-non-awaitable
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(fetch("a")), group.create_task(fetch("b"))]
    names = [task.result() for task in tasks]  # expect: await-non-awaitable
    print("done", names)  # expect: await-non-awaitable
    return len(names)  # expect: await-non-awaitable
