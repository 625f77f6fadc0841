from .first import *


def hidden(): ...
