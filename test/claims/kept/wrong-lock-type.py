import asyncio
import threading


class Account:
    lock: threading.Lock

    def __init__(self):
        self.lock = threading.Lock()
        self.balance = 100

    async def withdraw(self, amount):
        with self.lock:
            self.balance -= amount
            return self.balance


async def main():
    account = Account()
    print(await asyncio.gather(account.withdraw(30), account.withdraw(20)))


asyncio.run(main())
