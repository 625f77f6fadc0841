__all__: list[str] = ["Line"] + []


class Line:
    async def length(self) -> float: ...


class Circle: ...
