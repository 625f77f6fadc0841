import asyncio
import sqlite3


def count(path):
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT count(*) FROM words").fetchone()
    connection.close()
    return rows[0]


async def first(path):
    with sqlite3.connect(path) as connection:
        return connection.execute("SELECT word FROM words").fetchall()


async def main():
    connection = sqlite3.connect("words.db")
    connection.execute("CREATE TABLE words (word)")
    connection.execute("INSERT INTO words VALUES ('one')")
    connection.commit()
    connection.close()
    print(count("words.db"), await first("words.db"))


asyncio.run(main())
