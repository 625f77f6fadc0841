import asyncio

lock = asyncio.Lock()


async def save(text):
    await lock.acquire()
    # What is saved is told.
    await asyncio.sleep(0)
    print("saved", text)
    lock.release()


async def main():
    await asyncio.gather(save("tea"), save("milk"))
    print(lock.locked())


asyncio.run(main())
