import asyncio


async def main():
    await asyncio.sleep(0)


async def other():
    await asyncio.sleep(0)


def start():
    asyncio.run(main())


def start_other():
    asyncio.run(other())  # expect: deprecated-event-loop


if __name__ == "__main__":
    asyncio.run(main())
