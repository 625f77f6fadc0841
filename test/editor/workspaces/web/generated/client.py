from store import save


async def call():
    save("never looked at")
