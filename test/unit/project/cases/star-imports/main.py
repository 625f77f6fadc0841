from shapes import *


async def main():
    Circle().area()  #: coroutine[int]
    Square().area()  #: coroutine[str]
    _Hidden().area()  #: coroutine[bool]
    Line().length()  #: coroutine[float]
    Named().name()  #: coroutine[bytes]
    removed()  #: unknown
    helper()  #: unknown
    not_listed()  #: unknown
    private()  #: unknown
    lazy()  #: unknown
