class Db:
    async def query(self):
        return 1


class Box[T]:
    def __init__(self, item: T):
        self.item = item
        self.db = Db()

    def get(self) -> T:
        return self.item

    def inferred(self):
        return self.item

    def all(self) -> list[T]:
        return [self.item]

    def keep[K](self, other: K) -> K:
        self.other = Db()
        self.db.query()  #: coroutine[int]
        return other

    async def each[K](self, other: K):
        yield other


def made[T](item: T):
    return Db()


def numbers[T](item: T):
    yield item


async def use[T: Db](box: Box[Db], bound: T):
    box.get()  #: Db
    box.inferred()  #: Db
    box.all()[0]  #: Db
    box.keep(1)  #: int
    box.other  #: Db
    box.each(1)  #: AsyncGenerator[int, unknown]
    Box(Db()).get()  #: Db
    made(1)  #: Db
    numbers(1)  #: Generator[int, unknown, unknown]
    bound.query()  #: coroutine[int]
