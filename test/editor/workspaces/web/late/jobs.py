import time

from store import save


async def run():
    time.sleep(1)
    save("jobs")
