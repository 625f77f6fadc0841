# What a parameter is that nobody passes: what is made in its place tells.


class Client:
    async def get(self): ...


class ByOr:
    def __init__(self, client=None):
        self.client = client or Client()

    def use(self):
        self.client  #: Client


class ByConditional:
    def __init__(self, client=None):
        self.client = client if client is not None else Client()

    def use(self):
        self.client  #: Client


class ByStatement:
    def __init__(self, client=None):
        if client is None:
            client = Client()
        self.client = client

    def use(self):
        self.client  #: Client


class Later:
    def __init__(self, client=None):
        self.client = client

    def use(self):
        if self.client is None:
            self.client = Client()
        self.client  #: Client


class Passed:
    def __init__(self, client=None):
        self.client = client or Client()

    def use(self):
        self.client  #: unknown


class NotOptional:
    def __init__(self, client):
        self.client = client or Client()

    def use(self):
        self.client  #: unknown


class OnlyNone:
    def __init__(self, client=None):
        self.client = client

    def end(self):
        self.client = None

    def use(self):
        self.client  #: unknown


def known_by_nobody(value): ...


Passed(known_by_nobody(1))
