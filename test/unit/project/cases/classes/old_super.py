class Base:
    async def start(self): ...


class Middle(Base):
    def start(self):
        return 1


class Leaf(Middle):
    def start(self):
        super(Leaf, self).start()  #: int
        super(Middle, self).start()  #: coroutine[unknown]
        super(Leaf, other).start()  #: unknown
        self.__class__().start()  #: str
        return ""
