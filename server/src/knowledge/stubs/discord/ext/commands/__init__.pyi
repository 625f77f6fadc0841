from typing import Any

from discord.ext.commands.bot import AutoShardedBot as AutoShardedBot, Bot as Bot
from discord.ext.commands.context import Context as Context
from discord.ext.commands.cog import Cog as Cog

def __getattr__(name: str) -> Any: ...
