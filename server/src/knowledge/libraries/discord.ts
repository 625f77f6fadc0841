import { joinTables, under } from '../name-table.ts';
import type { AsyncCaller } from '../loop/callbacks.ts';
import { awaitIts } from '../words.ts';
import type { GivenArguments, Library } from './library.ts';

const refuses: AsyncCaller = { decorated: 'start' };

const context: GivenArguments = ['discord.ext.commands.Context'];
const interaction: GivenArguments = ['discord.Interaction'];

/** https://discordpy.readthedocs.io/en/stable/api.html#event-reference */
const events: GivenArguments = {
  on_message: ['discord.Message'],
  on_message_delete: ['discord.Message'],
  on_message_edit: ['discord.Message', 'discord.Message'],
  on_interaction: ['discord.Interaction'],
  on_member_join: ['discord.Member'],
  on_member_remove: ['discord.Member'],
  on_member_update: ['discord.Member', 'discord.Member'],
  on_command: ['discord.ext.commands.Context'],
  on_command_error: ['discord.ext.commands.Context'],
};

export const discord: Library = {
  packages: ['discord'],
  loopStarters: { 'discord.Client.run': { instead: awaitIts('start()') } },
  eitherHooks: under(
    'discord.ext.commands.Cog',
    'cog_load cog_unload cog_check bot_check bot_check_once interaction_check',
    true,
  ),
  asyncCallers: joinTables<AsyncCaller>(
    under('discord.Client', 'event', refuses),
    under('discord.ext.commands', 'command group hybrid_command hybrid_group', refuses),
    under('discord.ext.commands.GroupMixin', 'command group', refuses),
    under('discord.ext.commands.bot.BotBase', 'command group hybrid_command hybrid_group listen', refuses),
    under('discord.ext.commands.Cog', 'listener', refuses),
    under('discord.app_commands', 'command context_menu', refuses),
    under('discord.app_commands.CommandTree', 'command context_menu', refuses),
    under('discord.ext.tasks', 'loop', refuses),
    under('discord.ui', 'button select', refuses),
    under('discord.ext.commands.bot.BotBase', 'add_listener', { callback: { position: 0, name: 'func' } }),
  ),
  runsForEach: joinTables<'decorated'>(
    under('discord.Client', 'event', 'decorated'),
    under('discord.ext.commands', 'command hybrid_command', 'decorated'),
    under('discord.ext.commands.GroupMixin', 'command', 'decorated'),
    under('discord.ext.commands.bot.BotBase', 'command hybrid_command listen', 'decorated'),
    under('discord.ext.commands.Cog', 'listener', 'decorated'),
    under('discord.app_commands', 'command', 'decorated'),
    under('discord.app_commands.CommandTree', 'command', 'decorated'),
  ),
  givenArguments: joinTables<GivenArguments>(
    under('discord.ext.commands', 'command group hybrid_command hybrid_group', context),
    under('discord.ext.commands.GroupMixin', 'command group', context),
    under('discord.ext.commands.bot.BotBase', 'command group hybrid_command hybrid_group', context),
    under('discord.app_commands', 'command context_menu', interaction),
    under('discord.app_commands.CommandTree', 'command context_menu', interaction),
    under('discord.ui', 'button select', interaction),
    under('discord.Client', 'event', events),
    under('discord.ext.commands.Cog', 'listener', events),
    under('discord.ext.commands.bot.BotBase', 'listen', events),
  ),
  decorators: joinTables(
    under('discord.Client', 'event', 'transparent'),
    under('discord.ext.commands', 'command group hybrid_command hybrid_group', 'unknown'),
    under('discord.ext.commands.GroupMixin', 'command group', 'unknown'),
    under('discord.ext.commands.bot.BotBase', 'hybrid_command hybrid_group', 'unknown'),
    under('discord.ext.commands.bot.BotBase', 'check check_once before_invoke after_invoke listen', 'transparent'),
    under('discord.ext.commands.Cog', 'listener', 'transparent'),
    under(
      'discord.ext.commands',
      `has_permissions has_role has_any_role is_owner guild_only dm_only cooldown max_concurrency check`,
      'transparent',
    ),
    under('discord.app_commands', 'command context_menu', 'unknown'),
    under('discord.app_commands.CommandTree', 'command context_menu', 'unknown'),
    under('discord.app_commands', 'describe rename choices autocomplete guilds check', 'transparent'),
    under('discord.ext.tasks', 'loop', 'unknown'),
    under('discord.ui', 'button select', 'unknown'),
  ),
};
