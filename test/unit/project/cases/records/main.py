from typing import NamedTuple, TypedDict


class Db: ...


class Row(NamedTuple):
    db: Db
    count: int = 0


class Named(Row):
    pass


class Config(TypedDict):
    db: Db
    names: list[str]


def use(row: Row, named: Named, config: Config, key: str):
    row[0]  #: Db
    named[1]  #: int
    db, count = row
    db  #: Db
    count  #: int
    config["db"]  #: Db
    config["names"]  #: list[str]
    config["other"]  #: unknown
    config[key]  #: unknown
