from . import deep
from .deep import go, _private

__all__ = ["go", "deep"]
