import { afterAll, expect, test } from 'vitest';
import type { LoopFunction } from '../../../server/src/workspace/loop-functions.ts';
import { FOLDER, testWorkspace } from '../../harness/workspace.ts';

const workspace = await testWorkspace({
  'app.py': [
    'import asyncio',
    'from store import save, wait',
    '',
    'async def view():',
    '    save("a")',
    '',
    'async def other():',
    '    wait()',
    '    await asyncio.sleep(1)',
    '',
    'def start():',
    '    asyncio.run(view())',
    '',
    'def quick():',
    '    return 1',
    '',
  ].join('\n'),
  'store.py': 'import time\n\n\ndef save(text):\n    wait()\n\n\ndef wait():\n    time.sleep(1)\n',
  'kept.py': [
    'async def load(name):',
    '    return name',
    '',
    'async def main():',
    '    one = load("a")',
    '    two = await load("b")',
    '    many = [load("c"), load("d")]',
    '    return one, two, many, {"e": load("e")}, len(load("f"))',
    '',
  ].join('\n'),
});
afterAll(() => workspace.dispose());

const functionsOf = (file: string) => workspace.loop.in(`${FOLDER}/${file}`);
const named = (file: string, name: string): LoopFunction => functionsOf(file).find((each) => each.name === name)!;
const pathsOf = ({ ways }: LoopFunction) =>
  ways.map(({ type, path }) => `${type}: ${path.map(({ name }) => name).join(' > ')}`);

test('functions that block or start a loop have their ways, others are none', () => {
  expect(functionsOf('app.py').map((each) => [each.name, ...pathsOf(each)])).toEqual([
    ['view', 'blocks: save > wait > time.sleep'],
    ['other', 'blocks: wait > time.sleep'],
    ['start', 'runs-loop: asyncio.run'],
  ]);
});

test('callers are those with a way through the function, the nearest first', () => {
  const callersOf = (name: string) =>
    workspace.loop.callersOf(named('store.py', name)).map(({ caller, distance }) => [caller.name, distance]);
  expect(callersOf('wait')).toEqual([
    ['save', 1],
    ['other', 1],
    ['view', 2],
  ]);
  expect(callersOf('save')).toEqual([['view', 1]]);
});

test('a place belongs to the function around it', () => {
  const text = workspace.text(`${FOLDER}/store.py`)!;
  expect(workspace.loop.around(`${FOLDER}/store.py`, text.indexOf('time.sleep'))?.name).toBe('wait');
  expect(workspace.loop.around(`${FOLDER}/store.py`, 0)).toBeUndefined();
});

test('coroutines that are kept are told by their calls', () => {
  const uri = `${FOLDER}/kept.py`;
  const text = workspace.text(uri)!;
  expect(workspace.keptCoroutines(uri).map(({ start, end }) => text.slice(start, end))).toEqual([
    'load("a")',
    'load("c")',
    'load("d")',
    'load("e")',
  ]);
});

test('after a change they are those of the new text', async () => {
  const fresh = await testWorkspace({ 'a.py': 'import time\n\ndef f():\n    time.sleep(1)\n' });
  expect(fresh.loop.in(`${FOLDER}/a.py`)).toHaveLength(1);
  fresh.edited(`${FOLDER}/a.py`, [{ text: 'def f():\n    pass\n' }]);
  expect(fresh.loop.in(`${FOLDER}/a.py`)).toEqual([]);
  fresh.dispose();
});
