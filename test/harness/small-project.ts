/** What the files of a small project may hold: imports in rings, re-exports, inheritance, coroutines that come and go, arguments. */
export const variants: Readonly<Record<string, readonly string[]>> = {
  'app/__init__.py': [
    '',
    'from .client import fetch\nfrom .base import Base\n',
    'from .client import *\nasync def main():\n    fetch(1)\n    x = load(2)\n',
    'from . import uses\ndef fetch(n):\n    return uses.helper(n)\n',
  ],
  'app/client.py': [
    'async def fetch(n):\n    return n\n\nasync def load(n):\n    await fetch(n)\n',
    'def fetch(n):\n    return load(n)\n\nasync def load(n):\n    fetch(n)\n',
    'import time\ndef fetch(n):\n    time.sleep(n)\n    return n\n',
    'from app.uses import helper as fetch\nfrom app.base import load\n',
    'import sys\nif sys.version_info >= (3, 12):\n    async def fetch(n): ...\nelse:\n    def fetch(n): ...\n',
    'from . import uses\ndef fetch(n):\n    return uses.helper(n)\ndef load(n):\n    fetch(n)\n',
    'class Client:\n    async def ping(self): ...\n    def start(self):\n        return Session(self)\n\nclass Session:\n    def __init__(self, client=None):\n        self.client = client\n\n    async def run(self):\n        self.client.ping()\n\nasync def fetch(n):\n    n.ping()\n',
  ],
  'app/base.py': [
    'class Base:\n    async def run(self): ...\n    def start(self):\n        self.run()\n        return self.run()\n',
    'class Base:\n    def run(self): ...\n    def start(self):\n        self.run()\n',
    'from .client import fetch\nclass Base:\n    run = fetch\n    def start(self):\n        fetch(1)\n',
    'from app import fetch\nasync def load(n):\n    fetch(n)\n    "unclosed',
    'from .client import Client\nclass Base:\n    def __init__(self, client):\n        self.client = client\n    async def run(self):\n        self.client.ping()\n',
  ],
  'app/uses.py': [
    'from .client import fetch\ndef helper(n):\n    return fetch(n)\nasync def main():\n    helper(1)\n    fetch(2)\n',
    'from .client import fetch as get\nasync def main():\n    get(1)\n    await get(2)\n    x = get(3)\n',
    'from .base import Base\nfrom . import client\nasync def main(b: Base):\n    b.run()\n    client.fetch(1)\n    b.start()\n',
    'from .base import Base\nclass Child(Base):\n    def stop(self):\n        self.run()\n        self.start()\n',
    'from .client import fetch\nasync def main():\n    fetch(1)  # async-pitfalls: ignore\n    fetch(',
    'from .base import Base\nfrom . import client\nclass Child(Base): ...\ndef helper(n):\n    n.ping()\n    client.fetch(n)\nhelper(client.Client())\nChild(client.Client())\n',
    'from .client import (fetch\nasync def run():\n    fetch(1)\n',
  ],
  'main.py': [
    'from app.uses import *\nfrom app import fetch\ndef sync():\n    fetch(1)\n    main()\n',
    'from app.uses import Child\nasync def main():\n    Child().run()\n    Child().stop()\n',
    'import app.client\nfrom app import base\ndef go(b: base.Base):\n    app.client.fetch(1)\n    b.start()\n',
    'from app.uses import *\nfrom app import base, client\nasync def main():\n    base.Base(client.Client())\n    client.fetch(client.Client())\n    helper(client.Client())\n',
  ],
  'tests/test_app.py': [
    'import time\nfrom app.client import fetch\nasync def test_it():\n    fetch(1)\n    time.sleep(1)\n',
    'import time\nasync def fetch(n):\n    time.sleep(n)\n',
  ],
  'src/app/client.py': ['async def fetch(n): ...\n', 'def fetch(n): ...\n'],
};

export const paths = Object.keys(variants);

export const variant = (path: string, index: number): string => variants[path]?.[index % variants[path].length] ?? '';

/** Small changes that a user types. */
export const replacements: readonly (readonly [string, string])[] = [
  ['def fetch', 'async def fetch'],
  ['async def', 'def'],
  ['fetch', 'load'],
  ['await ', ''],
  ['    return n', '    await n('],
  ['\n', '\n\n# a comment\n'],
  ['(', '"""'],
  ['"""', ''],
  ['class Base', 'class Basis'],
  ['x = ', ''],
  ['client.Client()', 'client'],
  ['helper(', 'helper(client.Session('],
];
