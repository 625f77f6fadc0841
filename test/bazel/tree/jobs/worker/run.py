from jobs.queue.jobs import put


async def work() -> None:
    put("again")
