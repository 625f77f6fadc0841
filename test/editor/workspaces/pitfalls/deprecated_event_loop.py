import asyncio


async def main():
    await asyncio.sleep(0)


async def other():
    await asyncio.sleep(0)


def start():
    loop = asyncio.get_event_loop()  # expect: deprecated-event-loop
    loop.run_until_complete(main())
    loop.close()


def start_other():
    asyncio.get_event_loop().run_until_complete(other())  # expect: deprecated-event-loop


if __name__ == "__main__":
    main_loop = asyncio.get_event_loop()  # expect: deprecated-event-loop
    main_loop.run_until_complete(main())
