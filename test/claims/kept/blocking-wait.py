import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor


def square(number):
    time.sleep(0.01)
    return number * number


async def main():
    pool = ThreadPoolExecutor()
    future = pool.submit(square, 3)
    print(future.result())
    print(pool.submit(square, 4).result())
    thread = threading.Thread(target=square, args=(5,))
    thread.start()
    thread.join()
    try:
        pool.submit(square, "x").result()
    except TypeError as error:
        print(type(error).__name__)
    pool.shutdown()
    print(thread.is_alive())


asyncio.run(main())
