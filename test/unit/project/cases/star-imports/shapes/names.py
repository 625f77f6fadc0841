__all__ = ["Named"]


class Named:
    async def name(self) -> bytes: ...
