class Client:
    async def ping(self):
        return 1

    @classmethod
    async def close_all(cls):
        return "closed"


class FastClient(Client): ...
