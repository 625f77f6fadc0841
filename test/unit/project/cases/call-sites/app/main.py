from functools import partial

from app import parts
from app.parts import Client, Handler, Other, either


def main(handler: Handler, unknown, rest):
    handler.handle(Client())
    Handler.check(Client())
    Handler.make(Client())
    partial(parts.chained, Client())
    parts.recursive(Client(), 3)
    either(Client())
    either(Other())
    parts.mixed(Client())
    parts.mixed(unknown.thing)
    parts.settled(Client())
    parts.settled("text")
    parts.numbers(3)
    parts.default(Client())
    parts.starred(Client(), *rest)
    parts.annotated(Client())
