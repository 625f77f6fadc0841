import asyncio


async def fetch(name):
    await asyncio.sleep(0)
    return name


async def collect(names):
    async def one(name):
        return await fetch(name)  # expect: shared-collection

    results = await asyncio.gather(*(one(name) for name in names))
    return results


async def find(name):
    page = await fetch(name)
    return page  # expect: shared-collection


async def find_all(names):
    found = await asyncio.gather(*[find(name) for name in names])
    return sorted(found)


class Crawler:
    async def crawl(self, names):
        async def visit(name):
            print("visiting", name)
            return await fetch(name)  # expect: shared-collection

        pages = await asyncio.gather(*(visit(name) for name in names if name))
        return {"pages": pages}
