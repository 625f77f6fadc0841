from typing import TYPE_CHECKING

from . import lines
from .names import __all__ as names_all

if TYPE_CHECKING:
    from .plain import *
    from .listed import *
    from .lines import *
    from .names import *

__all__ = ["Circle", "Square", *names_all]
__all__ += lines.__all__
__all__.extend(("_Hidden", "removed"))
__all__.remove("removed")


def not_listed(): ...


def __getattr__(name): ...
