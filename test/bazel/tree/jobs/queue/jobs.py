async def put(job: str) -> None:
    print(job)
