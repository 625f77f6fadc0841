import asyncio


async def fetch(name):
    await asyncio.sleep(0)
    return name


async def collect(names):
    results = []

    async def one(name):
        results.append(await fetch(name))  # expect: shared-collection

    await asyncio.gather(*(one(name) for name in names))
    return results


found = []


async def find(name):
    page = await fetch(name)
    found.append(page)  # expect: shared-collection


async def find_all(names):
    await asyncio.gather(*[find(name) for name in names])
    return sorted(found)


class Crawler:
    async def crawl(self, names):
        pages: list[str] = []

        async def visit(name):
            print("visiting", name)
            pages.append(await fetch(name))  # expect: shared-collection

        await asyncio.gather(*(visit(name) for name in names if name))
        return {"pages": pages}
