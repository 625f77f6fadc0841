import app
import app.sub.deep as deep
import app.models
from app import PublicClient, go
from app.core import dump, factory
from app.models import Model
from app.sub import deep as again
from missing import thing
import missing.module


async def main():
    PublicClient().get()  #: coroutine[Model]
    (await PublicClient().get()).save()  #: coroutine[Client]
    PublicClient().child().save()  #: coroutine[Client]
    go()  #: coroutine[Client]
    app.go()  #: coroutine[Client]
    app.sub.deep.go()  #: coroutine[Client]
    deep.go()  #: coroutine[Client]
    again._private()  #: coroutine[int]
    factory().get()  #: coroutine[Model]
    Model().owner().get()  #: coroutine[Model]
    app.models.Model().save()  #: coroutine[Client]
    dump()  #: str
    thing()  #: external missing.thing()
    missing.module.call()  #: external missing.module.call()
    app.nothing  #: unknown
