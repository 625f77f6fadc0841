import asyncio


async def fetch(name):
    await asyncio.sleep(0)
    return name


async def handler(name):
    page = await fetch(name)  # expect: asyncio-run-in-loop
    return page


class Server:
    async def on_request(self, name):
        loop = asyncio.get_running_loop()
        return await fetch(name)  # expect: asyncio-run-in-loop


async def with_runner():
    with asyncio.Runner() as runner:
        return await fetch("x")  # expect: asyncio-run-in-loop


def fetch_now(name):
    return asyncio.run(fetch(name))


async def through_a_helper():
    return await asyncio.to_thread(fetch_now, "y")  # expect: asyncio-run-in-loop
