__all__ = ["listed", "_private"]
__all__ += ["added"]
__all__.append("appended")
__all__.extend(("extended",))


async def listed(): ...


async def _private(): ...


async def added(): ...


async def appended(): ...


async def extended(): ...


async def hidden(): ...
