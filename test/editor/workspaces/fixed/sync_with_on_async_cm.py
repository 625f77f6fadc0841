import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def transaction(name):
    print("begin", name)
    yield name
    print("commit", name)


class Connection:
    async def __aenter__(self):
        return self

    async def __aexit__(self, *error):
        return None


class Pool:
    def __init__(self, size):
        self.limit = asyncio.Semaphore(size)

    async def use(self):
        async with self.limit:  # expect: sync-with-on-async-cm
            await asyncio.sleep(0)


async def main():
    async with transaction("first") as name:  # expect: sync-with-on-async-cm
        print(name)
    async with Connection() as connection:  # expect: sync-with-on-async-cm
        print(connection)
    async with asyncio.timeout(3):  # expect: sync-with-on-async-cm
        await Pool(3).use()
