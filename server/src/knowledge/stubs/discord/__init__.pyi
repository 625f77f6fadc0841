from typing import Any

from discord.channel import DMChannel as DMChannel, TextChannel as TextChannel, VoiceChannel as VoiceChannel
from discord.client import Client as Client
from discord.guild import Guild as Guild
from discord.interactions import Interaction as Interaction, InteractionResponse as InteractionResponse
from discord.member import Member as Member
from discord.message import Message as Message
from discord.user import User as User
from discord.webhook import Webhook as Webhook

def __getattr__(name: str) -> Any: ...
