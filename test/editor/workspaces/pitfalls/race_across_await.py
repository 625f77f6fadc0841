import asyncio


async def price(name):
    await asyncio.sleep(0)
    return len(name)


class Account:
    def __init__(self):
        self.balance = 0
        self.cache = {}

    async def deposit(self, name):
        self.balance += await price(name)  # expect: race-across-await

    async def withdraw(self, name):
        balance = self.balance
        await asyncio.sleep(0)
        self.balance = balance - 1  # expect: race-across-await

    async def cached(self, name):
        if name not in self.cache:
            self.cache[name] = await price(name)  # expect: race-across-await
        return self.cache[name]


total = 0


async def add(name):
    global total
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
