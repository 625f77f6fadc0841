import sys

if sys.version_info >= (3, 8):
    __all__ = "Square", "_Hidden", "removed"
else:
    __all__ = ("Circle",)


class Square:
    async def area(self) -> str: ...


class _Hidden:
    async def area(self) -> bool: ...


class Circle:
    async def area(self) -> None: ...


def removed(): ...


def helper(): ...


def __getattr__(name): ...
