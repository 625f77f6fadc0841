"""The machine that examples run on: no network, and a world that is as slow as the real one can be.

Python imports this module by itself when it starts.
"""

import os
import sys
import time

ANSWER = 0.6  # seconds
LOCAL = {None, "", "localhost", "127.0.0.1", "::1"}
HERE = os.getcwd()


def watch(event, arguments):
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        reach(arguments[0])
    elif event == "socket.connect" and isinstance(arguments[1], tuple):
        reach(arguments[1][0])
    elif event == "builtins.input":
        time.sleep(ANSWER)
    elif event in ("open", "os.mkdir") and isinstance(arguments[0], str) and os.path.abspath(arguments[0]).startswith(HERE + os.sep):
        time.sleep(ANSWER)


def reach(host):
    """Other machines do not answer."""
    if isinstance(host, bytes):
        host = host.decode()
    if host not in LOCAL:
        time.sleep(ANSWER)
        raise OSError(f"{host} does not answer")


sys.addaudithook(watch)
