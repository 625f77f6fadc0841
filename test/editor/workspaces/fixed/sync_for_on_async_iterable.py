import asyncio


async def ticks(limit):
    for tick in range(limit):
        yield tick
        await asyncio.sleep(0)


class Lines:
    def __aiter__(self):
        return self

    async def __anext__(self):
        raise StopAsyncIteration


async def main():
    async for tick in ticks(3):  # expect: sync-for-on-async-iterable
        print(tick)
    doubled = [tick * 2 async for tick in ticks(3)]  # expect: sync-for-on-async-iterable
    everything = [item async for item in ticks(5)]  # expect: sync-for-on-async-iterable
    lines = Lines()
    async for line in lines:  # expect: sync-for-on-async-iterable
        print(line, doubled, everything)


async def read(reader: asyncio.StreamReader):
    async for line in reader:  # expect: sync-for-on-async-iterable
        print(line)
