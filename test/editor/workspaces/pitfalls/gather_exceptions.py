import asyncio


async def load(name):
    await asyncio.sleep(0)
    return name


class Loader:
    async def both(self):
        left, right = await asyncio.gather(load("left"), load("right"))  # expect: gather-exceptions
        return left + right

    async def many(self, names):
        return await asyncio.gather(*[load(name) for name in names])  # expect: gather-exceptions


async def main():
    await asyncio.gather(load("a"), load("b"))  # expect: gather-exceptions
    await asyncio.gather(load("c"), load("d"), return_exceptions=True)  # expect: gather-exceptions
