from .core import Client as PublicClient
from .sub import *
