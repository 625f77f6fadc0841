from ..core import Client


async def go():
    return Client()


async def _private():
    return 1
