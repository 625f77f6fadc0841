from clients import Client, FastClient
from traitlets import HasTraits, Instance, Type, default


class App(HasTraits):
    client = Instance(Client)
    named = Instance("clients.Client", help="to talk with")
    maybe = Instance(klass=Client, allow_none=True)
    wrong = Instance("nowhere.Client")
    client_class = Type(Client, config=True)
    bounded = Type(default_value=FastClient, klass="clients.Client")
    second = Type(FastClient, Client)

    @default("client")
    def _default_client(self):
        return FastClient()

    def start(self, anything):
        self.client = anything
        self.client  #: Client
        self.named.ping()  #: coroutine[int]
        self.maybe  #: Client | None
        self.wrong  #: unknown
        self.client_class.close_all()  #: coroutine[str]
        self.client_class()  #: Client
        self.bounded()  #: Client
        self.second().ping()  #: coroutine[int]
        App.client  #: unknown


class Sub(App):
    client = Instance(FastClient)

    def stop(self):
        self.client  #: FastClient
        self.named  #: Client
