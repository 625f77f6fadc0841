import asyncio


class Mailer:
    def __init__(self, host):
        self.host = host

    async def send(self, to, body):
        await asyncio.sleep(0.1)
        return f"{self.host}: {to} {body}"

    async def send_all(self, people):
        for person in people:
            await self.send(person, "hello")  # expect: unawaited-coroutine

    @classmethod
    async def connect(cls, host):
        await asyncio.sleep(0)
        return cls(host)


class LoudMailer(Mailer):
    async def send(self, to, body):
        await super().send(to, body.upper())  # expect: unawaited-coroutine


async def audit(*, level=1):
    await asyncio.sleep(level)


async def deploy(mailer: Mailer, dry_run=False):
    if not dry_run:
        await audit(
            level=2,
        )  # expect: unawaited-coroutine
    try:
        await mailer.send("ops", "deployed")  # expect: unawaited-coroutine
    finally:
        await asyncio.sleep(1)  # expect: unawaited-coroutine


async def nightly():
    mailer = await Mailer.connect("localhost")
    done = await mailer.send("all", "good night")  # expect: unawaited-coroutine
    with_log = [await mailer.send(name, "!") for name in ("ann", "bob")]  # expect: unawaited-coroutine
    return None
