import asyncio


async def main():
    await asyncio.sleep(0)  # async-pitfalls: ignore[blocking-sleep]
    print("end")


asyncio.run(main())
