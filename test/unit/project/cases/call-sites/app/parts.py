import app.settings


class Client:
    async def ping(self):
        return 1

    def __init__(self):
        self.parser = Parser(self)
        self.named = Named(client=self)


class Other: ...


class Parser:
    def __init__(self, client=None):
        self.client = client
        self.client  #: Client | None
        client  #: Client | None

    async def parse(self):
        await self.client.ping()  #: int


class Named:
    def __init__(self, *, client):
        client  #: Client


class Base:
    def __init__(self, client, other=None):
        self.client = client
        client  #: Client
        other  #: None | Other


class Derived(Base):
    def __init__(self, client):
        super().__init__(client, Other())
        client  #: Client


class Plain(Base): ...


Derived(Client())
Plain(Client(), other=None)


class Handler:
    def handle(self, client, extra=None):
        client  #: Client
        extra  #: unknown

    @staticmethod
    def check(client):
        client  #: Client

    @classmethod
    def make(cls, client):
        client  #: Client


def direct(client):
    client  #: Client


def either(client):
    client  #: Client | Other


def mixed(value):
    value  #: unknown


def settled(value):
    value  #: unknown


def numbers(value):
    value  #: unknown


def default(value=3):
    value  #: unknown


def module(value):
    value  #: module app.settings


def recursive(client, depth):
    client  #: Client
    return recursive(client, depth - 1)


def chained(client):
    client  #: Client
    return direct(client)


def never_called(client):
    client  #: unknown


def starred(first, second):
    first  #: Client
    second  #: unknown


def annotated(client: "Other"):
    client  #: Other


module(app.settings)
