from . import store
from .. import prices
from ..prices import price
from .store import load

store.load()  #: coroutine[unknown]
load()  #: coroutine[unknown]
prices.price()  #: coroutine[unknown]
price()  #: coroutine[unknown]
