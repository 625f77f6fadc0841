from collections.abc import Callable

from elsewhere import Request


class Middleware:
    def __init__(self, app, request_class):
        self.app = app
        self.request_class = request_class

    async def __call__(self, scope, receive, send: Callable):
        receive()  #: Awaitable[dict[str, unknown]]
        send({"type": "http.response.start", "status": 200})  #: Awaitable[None]
        send(scope["event"])  #: Awaitable[None]
        self.app(scope, receive, send)  #: Awaitable[None]

        async def sender(message):
            send(message)  #: Awaitable[None]

        self.app(scope, receive, sender)  #: Awaitable[None]

        async def receive_once():
            return receive()

        self.app(scope, receive_once, send)  #: Awaitable[None]
        send()  #: unknown
        self.app(scope)  #: unknown
        request = self.request_class(scope, receive, send)
        request  #: unknown
        Request(scope, receive, send)  #: external elsewhere.Request()

    async def redirect(self, scope, send):
        send({"type": "http.response.body"})  #: Awaitable[None]
        send({"type": "mail"})  #: unknown
        send(scope)  #: unknown

    async def respond(self, response):
        response(self.scope, self.receive, self.send)  #: Awaitable[None]


def wsgi(environ, start_response, send):
    send({"status": 200})  #: unknown


def known(scope, receive: Callable[[], int], send):
    receive()  #: int


async def rebound(scope, receive, send):
    send = scope["log"]
    send({"type": "http.response.body"})  #: unknown
