from .files import keep
from .remote import upload

__all__ = ["keep", "upload"]
