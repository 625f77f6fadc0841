import asyncio
import typing
from typing import Generic, Protocol as Shape, TypeVar, overload

T = TypeVar("T")


class Speaks(Shape):
    def speak(self) -> str: ...


class Holds(typing.Protocol[T]):
    def held(self) -> T: ...


class Echo(asyncio.Protocol):
    def speak(self) -> str: ...


class Protocol: ...


class Own(Protocol):
    def speak(self) -> str: ...


class Dog:
    def speak(self) -> str: ...


@overload
def to_shape(value: Speaks) -> int: ...
@overload
def to_shape(value: object) -> str: ...
def to_shape(value): ...


@overload
def to_echo(value: Echo) -> int: ...
@overload
def to_echo(value: object) -> str: ...
def to_echo(value): ...


@overload
def to_own(value: Own) -> int: ...
@overload
def to_own(value: object) -> str: ...
def to_own(value): ...


to_shape(Dog())  #: int
to_echo(Dog())  #: str
to_own(Dog())  #: str
to_echo(Echo(asyncio.DatagramProtocol))  #: int
