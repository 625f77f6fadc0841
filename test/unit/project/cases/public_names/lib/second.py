from . import first

__all__ = first.__all__ + ["computed"]


async def computed(): ...


async def anything(): ...
