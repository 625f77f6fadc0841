import { joinTables, under, type NameTable } from '../name-table.ts';
import type { BlockingCall } from './blocking-call.ts';

/** Sleeping, asking the user, opening a browser and hashing. */
const sleep: BlockingCall = {
  rule: 'blocking-sleep',
  counterpart: { asyncio: '`asyncio.sleep()`', anyio: '`anyio.sleep()`', trio: '`trio.sleep()`' },
};
const input: BlockingCall = { rule: 'blocking-input' };

const asking: NameTable<BlockingCall> = joinTables(
  under('builtins', 'input', input),
  under('getpass', 'getpass', input),
  under('sys.stdin', 'read readline readlines', input),
);

export const others: NameTable<BlockingCall> = joinTables(
  under('time', 'sleep', sleep),
  asking,
  under('webbrowser', 'open open_new open_new_tab', { rule: 'blocking-call', startsOnly: true }),
  // Ten thousand rounds take some milliseconds; passwords get a hundred times as many.
  under('hashlib', 'pbkdf2_hmac', {
    rule: 'blocking-call',
    unless: [{ argument: { position: 3, name: 'iterations' }, below: 10_000 }],
  }),
  under('hashlib', 'scrypt', { rule: 'blocking-call' }),
);
