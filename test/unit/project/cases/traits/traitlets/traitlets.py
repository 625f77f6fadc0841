import typing as t

G = t.TypeVar("G")
S = t.TypeVar("S")
T = t.TypeVar("T")


class TraitType(t.Generic[G, S]):
    def __get__(self, obj, cls=None): ...

    def __set__(self, obj, value): ...


class Instance(TraitType[T, T]):
    def __init__(self, klass=None, args=None, kw=None, **kwargs): ...


class Type(TraitType[G, S]):
    def __init__(self, default_value=None, klass=None, allow_none=False, **kwargs): ...


class HasTraits: ...


def default(name): ...
