from lib.second import *
from lib.before import hidden
from lib import *
from lib.first import *

listed()  #: coroutine[unknown]
_private()  #: coroutine[unknown]
added()  #: coroutine[unknown]
appended()  #: coroutine[unknown]
extended()  #: coroutine[unknown]
computed()  #: coroutine[unknown]
anything()  #: unknown
hidden()  #: int
