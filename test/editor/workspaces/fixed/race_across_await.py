import asyncio

total_lock = asyncio.Lock()


async def price(name):
    await asyncio.sleep(0)
    return len(name)


class Account:
    def __init__(self):
        self.balance = 0
        self.cache = {}
        self._balance_lock = asyncio.Lock()
        self._cache_lock = asyncio.Lock()

    async def deposit(self, name):
        value = await price(name)
        self.balance += value  # expect: race-across-await

    async def withdraw(self, name):
        async with self._balance_lock:
            balance = self.balance
            await asyncio.sleep(0)
            self.balance = balance - 1  # expect: race-across-await

    async def cached(self, name):
        async with self._cache_lock:
            if name not in self.cache:
                self.cache[name] = await price(name)  # expect: race-across-await
        return self.cache[name]


total = 0


async def add(name):
    global total
    async with total_lock:
        total = total + await price(name)  # expect: race-across-await


async def main():
    account = Account()
    async with asyncio.TaskGroup() as group:
        for name in ("a", "b"):
            group.create_task(account.deposit(name))
            group.create_task(account.withdraw(name))
            group.create_task(account.cached(name))
            group.create_task(add(name))


asyncio.run(main())
