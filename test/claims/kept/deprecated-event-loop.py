import asyncio


async def main():
    print("hello")
    return 3


loop = asyncio.get_event_loop()
print(loop.run_until_complete(main()))
loop.close()
