import asyncio
import time


async def load(name):
    await asyncio.sleep(0.1)
    return name.upper()


def write(text):
    time.sleep(1)
    print(text)


async def greet(name):
    text = load(name)
    write("Hello, " + text)


async def main():
    greet("Ada")
    asyncio.create_task(greet("Grace"))
    await asyncio.sleep(3)


asyncio.run(main())
