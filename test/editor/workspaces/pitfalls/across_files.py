import shop
from shop import Order, place, upload
from shop.orders import Basket, archive, cancel, total_now
from shop.storage import remote as far


async def sell(basket: Basket):
    upload(1)  # expect: unawaited-coroutine
    far.upload(2)  # expect: unawaited-coroutine
    shop.storage.upload(3)  # expect: unawaited-coroutine
    place(4).save()  # expect: unawaited-coroutine
    Order(5).save()  # expect: unawaited-coroutine
    basket.order.save()  # expect: unawaited-coroutine
    cancel(basket.order)  # expect: unawaited-coroutine
    amount = basket.order.total() + 1  # expect: coroutine-as-value
    archive(basket.order)  # expect: blocking-sleep
    return amount, total_now(basket.order)  # expect: asyncio-run-in-loop
