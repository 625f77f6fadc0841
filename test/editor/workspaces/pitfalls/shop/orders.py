import asyncio
import functools

from .storage import files


def retried(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        return await function(*args, **kwargs)

    return wrapper


class Base:
    async def save(self):
        await asyncio.sleep(0)


class Order(Base):
    def __init__(self, number):
        self.number = number

    async def total(self):
        await asyncio.sleep(0)
        return 3


class Basket:
    def __init__(self):
        self.order = Order(1)


def new_order(number):
    return Order(number)


@retried
async def cancel(order):
    await order.save()


def archive(order):
    files.keep(order.number)


def total_now(order):
    return asyncio.run(order.total())
