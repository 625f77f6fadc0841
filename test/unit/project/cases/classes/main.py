import abc
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, Optional, Self, TypeVar

T = TypeVar("T")


class Base:
    registry: "dict[str, Base]" = {}

    async def get(self, path):
        return path

    async def close(self) -> None: ...

    @classmethod
    async def create(cls) -> Self:
        return cls()

    @classmethod
    def build(cls):
        return cls()

    @staticmethod
    async def ping():
        return 1

    @property
    def size(self):
        return 1

    @property
    async def lazy(self):
        return "x"

    @cached_property
    def cached(self):
        return self.get("a")

    @abc.abstractmethod
    def hook(self): ...


class Child(Base):
    def __init__(self, other: Optional[Base], name="x"):
        super().__init__()
        self.other = other
        self.name = name
        self.part = Part()
        self.maybe = None

    async def get(self, path):
        super().get(path)  #: coroutine[unknown]
        return 1

    def attach(self):
        self.maybe = Part()
        return self

    def use(self):
        self.get("a")  #: coroutine[int]
        self.part.run()  #: coroutine[str]
        self.other.close()  #: coroutine[None]
        self.maybe  #: None | Part
        self.missing  #: unknown


class Part:
    async def run(self):
        return "ran"

    def __enter__(self):
        return self

    async def __aenter__(self):
        return 1

    async def __aexit__(self, *args): ...

    def __call__(self):
        return self.run()

    def __getitem__(self, key):
        return self.run()


class Other(Unknown):
    pass


class Box(Generic[T]):
    def __init__(self, item: T):
        self.item = item

    async def take(self) -> T:
        return self.item


@dataclass
class Data:
    part: Part
    name: str = ""


class Factory:
    part_class = Part

    def part(self):
        return self.part_class()


async def main(box: Box[int], parts: list[Part], by_name: "dict[str, Part]"):
    base = Base()
    base.get("a")  #: coroutine[unknown]
    Base.create()  #: coroutine[Base]
    await Child.create()  #: Child
    Child.build()  #: Child
    Base.ping()  #: coroutine[int]
    base.size  #: int
    base.lazy  #: coroutine[str]
    base.cached  #: coroutine[unknown]
    base.hook()  #: unknown
    child = Child(None)
    child.get("a")  #: coroutine[int]
    child.attach().get("a")  #: coroutine[int]
    child.close()  #: coroutine[None]
    Child.get(child, "a")  #: coroutine[int]
    child.part()  #: coroutine[str]
    child.part["x"]  #: coroutine[str]
    Other().anything()  #: unknown
    Base.registry["a"].close()  #: coroutine[None]
    box.take()  #: coroutine[int]
    Box("x").item  #: str
    Data(Part()).part.run()  #: coroutine[str]
    Factory().part().run()  #: coroutine[str]
    parts[0].run()  #: coroutine[str]
    by_name["a"].run()  #: coroutine[str]
    for part in parts:
        part.run()  #: coroutine[str]
    for name, part in by_name.items():
        part.run()  #: coroutine[str]
    with Part() as entered:
        entered.run()  #: coroutine[str]
    async with Part() as number:
        number  #: int
    {"a": Part()}.get("a")  #: None | Part
