import type { ArgumentPlace } from '../argument-place.ts';
import { joinTables, under, type NameTable } from '../name-table.ts';

/** A callable that uses its argument as a plain value and cannot await it. */
export interface ValueConsumer {
  readonly argument: ArgumentPlace;
  /** What a coroutine there leads to: an exception, or its text or its truth in place of the result's. */
  readonly effect: 'raises' | 'shows-coroutine' | 'always-true';
  /**
   * What it uses besides the argument itself, or in its place: the elements of the iterable given, as `any([f()])` does, or
   * whatever is in it, as `json.dumps({"a": [f()]})` does.
   */
  readonly within?: 'elements' | 'depths';
}

const all: ArgumentPlace = { position: 0, rest: true };
const first: ArgumentPlace = { position: 0 };
const raises: ValueConsumer = { argument: first, effect: 'raises' };
const raisesAll: ValueConsumer = { argument: all, effect: 'raises' };
const shows: ValueConsumer = { argument: first, effect: 'shows-coroutine', within: 'depths' };
const showsAll: ValueConsumer = { argument: all, effect: 'shows-coroutine', within: 'depths' };

const builtins: NameTable<ValueConsumer> = joinTables(
  under('builtins', 'print', showsAll),
  under('builtins', 'str repr ascii format', shows),
  under('builtins', 'bool', { argument: first, effect: 'always-true' }),
  under('builtins', 'len int float complex abs round ord chr bin hex oct bytes bytearray', raises),
  under('builtins', 'list tuple set frozenset dict enumerate reversed iter next', raises),
  under('builtins', 'range zip divmod pow', raisesAll),
  under('builtins', 'sum sorted min max', { argument: first, effect: 'raises', within: 'elements' }),
  under('builtins', 'any all', { argument: first, effect: 'always-true', within: 'elements' }),
);

const strings: NameTable<ValueConsumer> = joinTables(
  under('builtins.str', 'join', { argument: first, effect: 'raises', within: 'elements' }),
  under('builtins.str', 'format', {
    argument: { position: 0, rest: true, names: true },
    effect: 'shows-coroutine',
    within: 'depths',
  }),
  under('builtins.str', 'startswith endswith replace split count find index', raisesAll),
);

const LEVELS = 'debug info warning error exception critical';
const logged: ArgumentPlace = { position: 0, rest: true };
const logging: NameTable<ValueConsumer> = joinTables(
  under('logging', LEVELS, { argument: logged, effect: 'shows-coroutine', within: 'depths' }),
  under('logging.Logger', LEVELS, { argument: logged, effect: 'shows-coroutine', within: 'depths' }),
  under('logging.LoggerAdapter', LEVELS, { argument: logged, effect: 'shows-coroutine', within: 'depths' }),
  under('logging', 'log', { argument: { position: 1, rest: true }, effect: 'shows-coroutine', within: 'depths' }),
  under('logging.Logger', 'log', {
    argument: { position: 1, rest: true },
    effect: 'shows-coroutine',
    within: 'depths',
  }),
  under('warnings', 'warn', shows),
);

const serializers: NameTable<ValueConsumer> = joinTables(
  under('json', 'dumps', { argument: { position: 0, name: 'obj' }, effect: 'raises', within: 'depths' }),
  under('json', 'dump', { argument: { position: 0, name: 'obj' }, effect: 'raises', within: 'depths' }),
  under('json', 'loads', { argument: { position: 0, name: 's' }, effect: 'raises' }),
  under('pickle', 'dumps', { argument: { position: 0, name: 'obj' }, effect: 'raises', within: 'depths' }),
  under('pickle', 'dump', { argument: { position: 0, name: 'obj' }, effect: 'raises', within: 'depths' }),
  under('copy', 'deepcopy', { ...raises, within: 'depths' }),
  under('builtins.list', 'extend', raises),
  under('builtins.dict', 'update', raises),
  under('builtins.set', 'update', raisesAll),
  under('os.path', 'join', raisesAll),
  under('pathlib', 'Path', raisesAll),
  under('pathlib.Path', 'write_text write_bytes', raises),
  under('io.TextIOWrapper', 'write', raises),
  under('asyncio.StreamWriter', 'write', raises),
);

const bothSides: ValueConsumer = { argument: { position: 0, rest: true }, effect: 'raises' };
const assertions: NameTable<ValueConsumer> = joinTables(
  under('unittest.TestCase', 'assertTrue assertFalse', {
    argument: { position: 0, name: 'expr' },
    effect: 'always-true',
  }),
  under('unittest.TestCase', 'assertEqual assertNotEqual assertIn assertNotIn assertAlmostEqual', bothSides),
  under('unittest.TestCase', 'assertGreater assertGreaterEqual assertLess assertLessEqual', bothSides),
  under('unittest.TestCase', 'assertListEqual assertDictEqual assertTupleEqual assertSetEqual', bothSides),
  under('unittest.TestCase', 'assertCountEqual assertRegex assertIsNone', bothSides),
);

export const valueConsumers: NameTable<ValueConsumer> = joinTables(builtins, strings, logging, serializers, assertions);

/** Tests whether something is a coroutine, an awaitable or an async function: code that asks handles both cases. */
export const coroutineGuards: NameTable<'object' | 'function'> = joinTables(
  under('asyncio', 'iscoroutine isfuture', 'object'),
  under('inspect', 'iscoroutine isawaitable isasyncgen', 'object'),
  under('asyncio', 'iscoroutinefunction', 'function'),
  under('inspect', 'iscoroutinefunction isasyncgenfunction', 'function'),
);
