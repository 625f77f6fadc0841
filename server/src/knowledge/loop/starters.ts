import type { CodeOrText } from '../../text/localized.ts';
import type { ArgumentPlace } from '../argument-place.ts';
import { joinTables, under, type NameTable } from '../name-table.ts';

/** A callable that runs an event loop until something is done; where a loop runs already, it raises RuntimeError. */
export interface LoopStarter {
  /** What it runs: a coroutine, or an async function that it calls itself. Undefined: nothing that the caller hands over. */
  readonly runs?: { readonly what: 'coroutine' | 'function'; readonly argument: ArgumentPlace };
  /** Returns a sync function; calling that one starts the loop. */
  readonly onCallOfResult?: true;
  /** Its counterpart for a loop that runs already; Markdown. */
  readonly instead?: CodeOrText;
}

const coroutine: LoopStarter = { runs: { what: 'coroutine', argument: { position: 0, name: 'main' } } };
const future: LoopStarter = { runs: { what: 'coroutine', argument: { position: 0, name: 'future' } } };

export const loopStarters: NameTable<LoopStarter> = joinTables(
  {
    'asyncio.run': coroutine,
    'asyncio.Runner.run': { runs: { what: 'coroutine', argument: { position: 0, name: 'coro' } } },
  },
  ...['asyncio.AbstractEventLoop', 'asyncio.BaseEventLoop'].map((loop) =>
    joinTables<LoopStarter>({ [`${loop}.run_until_complete`]: future, [`${loop}.run_forever`]: {} }),
  ),
);

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
);
