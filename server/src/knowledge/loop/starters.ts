import type { ArgumentPlace } from '../argument-place.ts';
import { joinTables, under, type NameTable } from '../name-table.ts';

/** A callable that runs an event loop until something is done; where a loop runs already, it raises RuntimeError. */
export interface LoopStarter {
  /** What it runs: a coroutine, or an async function that it calls itself. Undefined: nothing that the caller hands over. */
  readonly runs?: { readonly what: 'coroutine' | 'function'; readonly argument: ArgumentPlace };
  /** Returns a sync function; calling that one starts the loop. */
  readonly onCallOfResult?: true;
  /** Its twin for a loop that runs already; Markdown. */
  readonly instead?: string;
}

const coroutine: LoopStarter = { runs: { what: 'coroutine', argument: { position: 0, name: 'main' } } };
const future: LoopStarter = { runs: { what: 'coroutine', argument: { position: 0, name: 'future' } } };
const asyncFunction: LoopStarter = { runs: { what: 'function', argument: { position: 0, name: 'func' } } };
const server = (instead: string): LoopStarter => ({ instead });

export const loopStarters: NameTable<LoopStarter> = joinTables(
  {
    'asyncio.run': coroutine,
    'asyncio.Runner.run': { runs: { what: 'coroutine', argument: { position: 0, name: 'coro' } } },
    'uvloop.run': coroutine,
    'anyio.run': asyncFunction,
    'trio.run': { runs: { what: 'function', argument: { position: 0, name: 'async_fn' } } },
    'asgiref.sync.async_to_sync': {
      runs: { what: 'function', argument: { position: 0, name: 'awaitable' } },
      onCallOfResult: true,
    },
    'aiohttp.web.run_app': server('`aiohttp.web.AppRunner`'),
    'uvicorn.run': server('`await uvicorn.Server(…).serve()`'),
    'uvicorn.Server.run': server('`await` and its `serve()`'),
    'quart.Quart.run': server('`await` and its `run_task()`'),
    'sanic.Sanic.run': server('its `create_server()`'),
    'discord.Client.run': server('`await` and its `start()`'),
    'aiogram.Dispatcher.run_polling': server('`await` and its `start_polling()`'),
    'telegram.ext.Application.run_polling': server('its `start()` and `updater.start_polling()`'),
    'telegram.ext.Application.run_webhook': server('its `start()` and `updater.start_webhook()`'),
  },
  ...['asyncio.AbstractEventLoop', 'asyncio.BaseEventLoop'].map((loop) =>
    joinTables<LoopStarter>({ [`${loop}.run_until_complete`]: future, [`${loop}.run_forever`]: {} }),
  ),
  under('pyrogram.Client', 'run', server('`await` and its `start()`')),
);

/** Called once, these make starting a loop inside a running one legal. */
export const nestedLoopPatches: NameTable<true> = { 'nest_asyncio.apply': true, 'nest_asyncio2.apply': true };

/** How to get at the loop without starting it. */
export const loopGetters: NameTable<'current' | 'running' | 'new'> = {
  'asyncio.get_event_loop': 'current',
  'asyncio.get_running_loop': 'running',
  'asyncio.new_event_loop': 'new',
};

/** Calls that find out whether a loop runs in this thread. */
export const runningLoopGuards: NameTable<true> = joinTables(
  under('asyncio', 'get_running_loop _get_running_loop current_task', true),
  under('asyncio.events', '_get_running_loop', true),
  under('sniffio', 'current_async_library', true),
);
