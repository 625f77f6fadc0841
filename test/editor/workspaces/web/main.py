from store import save


async def refresh():
    await save("prices")


async def main():
    save("orders")
    await refresh()
