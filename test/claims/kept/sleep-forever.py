import asyncio


async def serve():
    print("serving")
    await asyncio.sleep(60 * 60 * 24 * 365)


async def main():
    try:
        await asyncio.wait_for(serve(), 0.05)
    except asyncio.TimeoutError:
        print("end")


asyncio.run(main())
