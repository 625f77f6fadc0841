from collections import deque


class Session:
    async def send(self, text):
        return text


async def fetch(url):
    return 1


class Pool:
    def __init__(self, hooks: list[Session] | None, backup):
        self.sessions = []
        self.by_name = {}
        self.waiting = deque()
        self.mixed = []
        self.backup = []
        self.hooks = hooks or []
        self.others = list(hooks) if hooks else []

    def open(self, name):
        session = Session()
        self.sessions.append(session)
        self.by_name[name] = session
        self.waiting.append(session)
        self.mixed.append(session)
        self.mixed.append(name)
        return session

    def restore(self, backup):
        self.backup = list(backup)

    async def use(self, name):
        self.sessions[0].send("a")  #: coroutine[unknown]
        self.by_name[name].send("a")  #: coroutine[unknown]
        self.by_name.get(name)  #: None | Session
        self.by_name.pop(name)  #: Session
        self.waiting.popleft()  #: Session
        self.mixed[0]  #: unknown
        self.backup[0]  #: unknown
        self.hooks  #: list[Session]
        self.others  #: list[Session]
        for session in self.by_name.values():
            session  #: Session


async def main(urls, flag, known: list[Session], named: dict[str, Session]):
    for session in named.values():
        session  #: Session
    for name, session in named.items():
        name  #: str
        session  #: Session
    calls = []
    for url in urls:
        calls.append(fetch(url))
    calls  #: list[coroutine[int]]
    seen = set()
    seen.add(1)
    seen  #: set[int]
    more = []
    more.extend(known)
    more  #: list[Session]
    nothing = []
    nothing  #: list[unknown]
    shared = []

    def fill():
        shared.append(1)

    fill()
    shared  #: list[int]
    handed = []

    def hand():
        return load(handed)

    hand()
    handed  #: list[unknown]
    grown = []
    grown.append(1)
    grown += urls
    grown  #: list[unknown]
    known if flag else []  #: list[Session]
