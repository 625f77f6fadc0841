from .orders import Order, new_order as place
from .storage import *
