import asyncio


async def rest(seconds: float) -> None:
    """Sleeps."""
    await asyncio.sleep(seconds)
