import asyncio


async def main():
    answer = input("Go on? ")
    print(answer)


asyncio.run(main())
