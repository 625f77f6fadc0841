from app.parts import Client, Other


class Mixin:
    comm = None

    def run(self):
        self.comm  #: Client | None
        self.client  #: Client
        self.start()  #: coroutine[int]
        self.stop()  #: unknown
        self.nowhere  #: unknown
        self.unclear  #: unknown


class Host(Mixin):
    def __init__(self, anything):
        self.client = Client()
        self.comm = Client()
        self.unclear = anything

    async def start(self):
        return 1

    def stop(self, given): ...


class SecondHost(Mixin):
    def __init__(self, anything):
        self.unclear = Client()

    def stop(self):
        return anything


class Server:
    def __init__(self):
        self.comm = None
        self.other = None
        self.number = None
        self.mixed = None
        self.own = Other()

    def run(self):
        self.comm  #: Client | None
        self.other  #: None
        self.number  #: unknown
        self.mixed  #: unknown
        self.own  #: Other
        self.late  #: Client
        self.elsewhere  #: unknown


class Unrelated:
    def __init__(self):
        self.other = None


def main(anything):
    server = Server()
    server.comm = Client()
    server.number = 3
    server.mixed = Client()
    server.mixed = anything
    server.own = Client()
    server.late = Client()
    Unrelated().other = Client()
    anything.elsewhere = Client()
