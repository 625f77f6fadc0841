import asyncio
import shop
from shop import Order, place, upload
from shop.orders import Basket, archive, cancel, total_now
from shop.storage import remote as far


async def sell(basket: Basket):
    await upload(1)  # expect: unawaited-coroutine
    await far.upload(2)  # expect: unawaited-coroutine
    await shop.storage.upload(3)  # expect: unawaited-coroutine
    await place(4).save()  # expect: unawaited-coroutine
    await Order(5).save()  # expect: unawaited-coroutine
    await basket.order.save()  # expect: unawaited-coroutine
    await cancel(basket.order)  # expect: unawaited-coroutine
    amount = await basket.order.total() + 1  # expect: coroutine-as-value
    await asyncio.to_thread(archive, basket.order)  # expect: blocking-sleep
    return amount, await asyncio.to_thread(total_now, basket.order)  # expect: asyncio-run-in-loop
