import asyncio


class Session:
    def __init__(self):
        self.token = None
        self.sent = 0

    async def get(self):
        if self.token is None:
            self.token = await self.login()
        return self.token

    async def login(self):
        await asyncio.sleep(0)
        return "token"

    async def send(self, text):
        sent = self.sent
        await asyncio.sleep(0)
        self.sent = sent + len(text)


async def main():
    session = Session()
    print(await session.get(), await session.get())
    await session.send("one")
    await session.send("three")
    print(session.sent)
    await asyncio.gather(session.get(), session.get())


asyncio.run(main())
