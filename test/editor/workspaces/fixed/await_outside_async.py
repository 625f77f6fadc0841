import asyncio


async def load(url):
    await asyncio.sleep(0)
    return url


async def refresh(url):
    page = await load(url)  # expect: await-outside-async
    return page


class Feed:
    def __init__(self):
        self.lock = asyncio.Lock()

    async def update(self):
        async with self.lock:  # expect: await-outside-async
            return 1

    async def pages(self, source):
        async for page in source:  # expect: await-outside-async
            print(page)


async def titles(urls):
    return [await load(url) for url in urls]  # expect: await-outside-async
