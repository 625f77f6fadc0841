import { joinTables, under, type NameTable } from './name-table.ts';

/**
 * What a decorator makes of a function, seen by those who call it:
 * - `transparent`: the same kind of function, async stays async;
 * - `calls-plainly`: the same function, which others call as a plain one (commands, validators);
 * - `makes-sync`: a plain function of an async one;
 * - `makes-async`: an async function of a plain one;
 * - `value`: who names it gets the function's result, not the function (fixtures);
 * - `caches`: the same kind, but a second call gives the same object;
 * - `unknown`: something else that nothing is known of.
 *
 * It does not matter whether the decorator is used bare (`@task`) or called (`@task(retries=3)`).
 */
export type DecoratorEffect =
  'transparent' | 'calls-plainly' | 'makes-sync' | 'makes-async' | 'value' | 'caches' | 'unknown';

const transparent = (prefix: string, names: string): NameTable<DecoratorEffect> => under(prefix, names, 'transparent');

const standardLibrary: NameTable<DecoratorEffect> = joinTables(
  transparent('builtins', 'staticmethod classmethod'),
  transparent('abc', 'abstractmethod abstractclassmethod abstractstaticmethod'),
  transparent('typing', 'override final no_type_check runtime_checkable'),
  transparent('typing_extensions', 'override final deprecated'),
  transparent('warnings', 'deprecated'),
  transparent('functools', 'wraps singledispatch singledispatchmethod total_ordering'),
  under('functools', 'lru_cache cache cached_property', 'caches'),
  // Generator-based coroutines can be awaited and iterated.
  under('types', 'coroutine', 'unknown'),
  under('asyncio', 'coroutine', 'unknown'),
  under('atexit', 'register', 'calls-plainly'),
  transparent('unittest', 'skip skipIf skipUnless expectedFailure'),
  transparent('unittest.mock', 'patch'),
  transparent('unittest.mock.patch', 'object dict multiple'),
  transparent('contextlib.ContextDecorator', '__call__'),
  transparent('contextlib.AsyncContextDecorator', '__call__'),
);

const HTTP_VERBS = 'get post put patch delete head options trace';
const routes: NameTable<DecoratorEffect> = joinTables(
  transparent('fastapi.FastAPI', `${HTTP_VERBS} websocket api_route middleware exception_handler on_event route`),
  transparent('fastapi.APIRouter', `${HTTP_VERBS} websocket api_route on_event route websocket_route`),
  transparent('starlette.applications.Starlette', 'route websocket_route exception_handler middleware on_event'),
  transparent('starlette.routing.Router', 'route websocket_route on_event'),
  transparent('aiohttp.web.RouteTableDef', 'get post put patch delete head options view route'),
  transparent('aiohttp.web', 'middleware'),
  transparent('flask.Flask', 'route get post put patch delete before_request after_request errorhandler'),
  transparent('flask.Blueprint', 'route get post put patch delete before_request after_request errorhandler'),
  transparent('quart.Quart', 'route get post put patch delete websocket before_request after_request errorhandler'),
  transparent('quart.Quart', 'before_serving after_serving while_serving'),
  transparent('quart.Blueprint', 'route get post put patch delete websocket before_request after_request'),
  transparent('sanic.Sanic', 'get post put patch delete head options route websocket listener middleware'),
  under('litestar', 'get post put patch delete head websocket route', 'unknown'),
  transparent('django.views.decorators.http', 'require_http_methods require_GET require_POST require_safe'),
  transparent('django.views.decorators.csrf', 'csrf_exempt csrf_protect ensure_csrf_cookie'),
  transparent('django.views.decorators.cache', 'never_cache cache_control'),
  transparent('django.contrib.auth.decorators', 'login_required permission_required'),
  transparent('django.dispatch', 'receiver'),
);

const bots: NameTable<DecoratorEffect> = joinTables(
  transparent('discord.Client', 'event'),
  under('discord.ext.commands', 'command group hybrid_command hybrid_group', 'unknown'),
  under('discord.ext.commands.GroupMixin', 'command group', 'unknown'),
  under('discord.ext.commands.bot.BotBase', 'hybrid_command hybrid_group', 'unknown'),
  transparent('discord.ext.commands.bot.BotBase', 'check check_once before_invoke after_invoke listen'),
  transparent('discord.ext.commands.Cog', 'listener'),
  transparent(
    'discord.ext.commands',
    'has_permissions has_role has_any_role is_owner guild_only dm_only cooldown max_concurrency check',
  ),
  under('discord.app_commands', 'command context_menu', 'unknown'),
  under('discord.app_commands.CommandTree', 'command context_menu', 'unknown'),
  transparent('discord.app_commands', 'describe rename choices autocomplete guilds check'),
  under('discord.ext.tasks', 'loop', 'unknown'),
  under('discord.ui', 'button select', 'unknown'),
  transparent('aiogram.dispatcher.event.telegram.TelegramEventObserver', '__call__'),
  transparent('aiogram.dispatcher.event.event.EventObserver', '__call__'),
  transparent('telethon.TelegramClient', 'on'),
  transparent('pyrogram.Client', 'on_message on_callback_query on_inline_query'),
);

const jobs: NameTable<DecoratorEffect> = joinTables(
  under('celery', 'shared_task', 'unknown'),
  under('celery.Celery', 'task', 'unknown'),
  under('prefect', 'flow task', 'unknown'),
  under('dramatiq', 'actor', 'unknown'),
  under('huey.Huey', 'task periodic_task', 'unknown'),
  under('click', 'command group', 'unknown'),
  under('click.Group', 'command group', 'unknown'),
  transparent('click', 'option argument pass_context pass_obj version_option help_option'),
  under('typer.Typer', 'command callback', 'calls-plainly'),
  under('twisted.internet.defer', 'inlineCallbacks', 'unknown'),
  under('invoke', 'task', 'unknown'),
  under('modal.App', 'function cls', 'unknown'),
);

const tests: NameTable<DecoratorEffect> = joinTables(
  { 'pytest.mark.*': 'transparent' },
  under('pytest', 'fixture', 'value'),
  under('pytest_asyncio', 'fixture', 'value'),
  under('hypothesis', 'given', 'transparent'),
  transparent('hypothesis', 'settings example'),
  transparent('django.test.utils', 'override_settings'),
);

const behaviour: NameTable<DecoratorEffect> = joinTables(
  under('asgiref.sync', 'async_to_sync', 'makes-sync'),
  under('asgiref.sync', 'sync_to_async', 'makes-async'),
  under('channels.db', 'database_sync_to_async', 'makes-async'),
  under('asyncer', 'syncify', 'makes-sync'),
  under('asyncer', 'asyncify', 'makes-async'),
  under('aiofiles.os', 'wrap', 'makes-async'),
  under('quart.utils', 'run_sync', 'makes-async'),
  transparent('tenacity', 'retry'),
  transparent('backoff', 'on_exception on_predicate'),
  transparent('stamina', 'retry'),
  transparent('async_timeout', 'timeout'),
  under('async_lru', 'alru_cache', 'transparent'),
  under('aiocache', 'cached', 'transparent'),
  under('cachetools', 'cached cachedmethod', 'caches'),
  transparent('typeguard', 'typechecked'),
  transparent('beartype', 'beartype'),
  transparent('pydantic', 'validate_call'),
  under('pydantic', 'field_validator model_validator field_serializer model_serializer', 'calls-plainly'),
  transparent('opentelemetry.trace.Tracer', 'start_as_current_span'),
  transparent('loguru._logger.Logger', 'catch'),
  under('homeassistant.core', 'callback', 'calls-plainly'),
  transparent('mcp.server.fastmcp.FastMCP', 'tool resource prompt'),
  transparent('strawberry', 'field mutation subscription'),
);

export const decorators: NameTable<DecoratorEffect> = joinTables(standardLibrary, routes, bots, jobs, tests, behaviour);
