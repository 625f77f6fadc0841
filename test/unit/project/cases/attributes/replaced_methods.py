class Client:
    def __init__(self, plain):
        self.send = self.send_packed
        if plain:
            self.receive = lambda: b""

    async def send(self, data):
        return 1

    async def receive(self):
        return b""

    async def close(self):
        return None

    def send_packed(self, data):
        return 2


def use(client: Client, other: Client, monkeypatch):
    client.send(b"")  #: coroutine[int] | int
    client.receive()  #: bytes | coroutine[bytes]
    client.close = lambda: 1
    client.close()  #: unknown
    other.close()  #: unknown
    monkeypatch.setattr(other, "receive", lambda: 1)
    other.receive()  #: unknown
    other.close()  #: unknown
