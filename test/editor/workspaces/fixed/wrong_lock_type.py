import asyncio
from threading import Lock


class Counter:
    def __init__(self):
        self.lock = asyncio.Lock()  # expect: wrong-lock-type
        self.value = 0

    async def increment(self):
        async with self.lock:
            self.value += 1
        await asyncio.sleep(0)


class Registry:
    def __init__(self):
        self._guard = asyncio.Lock()  # expect: wrong-lock-type
        self.items = {}

    async def put(self, key, value):
        await self._guard.acquire()
        self.items[key] = value
        self._guard.release()
        await asyncio.sleep(0)


gate = asyncio.Lock()  # expect: wrong-lock-type


async def pass_gate():
    async with gate:
        print("through")
    await asyncio.sleep(0)
