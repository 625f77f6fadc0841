import asyncio
import time


async def main():
    await asyncio.sleep(0)  # async-pitfalls: ignore[blocking-sleep]
    print("end")
    time.sleep(0.01)  # async-pitfalls: ignore[blocking-sleep, blocking-file]
    time.sleep(0.01)  # async-pitfalls: ignore[blocking-slep]


asyncio.run(main())
