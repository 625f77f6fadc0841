import type { Binding } from '../../facts/facts.ts';
import type { FunctionDef, Name, Node, Parameter } from '../../facts/nodes.ts';
import { usesOf } from '../../project/coroutines/coroutine-life.ts';
import { hasPython, type ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import type { Range } from '../../text/range.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';

export const timeoutParameter = defineRule({
  id: 'timeout-parameter',
  category: 'tasks',
  severity: 'off',
  fix: 'never',
  summary: {
    en: 'An async function with a `timeout` parameter of its own: callers can set a timeout themselves.',
    'zh-cn': '异步函数自带 `timeout` 参数：调用方自己就可以设置超时。',
  },
  docs: {
    why: {
      en: [
        '`async with asyncio.timeout(seconds):` puts a limit on any code, also on several calls together.',
        'A function that counts the time itself does it for every caller again, and often misses a place where it waits.',
      ].join(' '),
      'zh-cn': [
        '`async with asyncio.timeout(seconds):` 可以给任何代码设定时限，也可以给几次调用合起来设定。',
        '自己计时的函数等于替每个调用方又做了一遍，还常常漏掉某个会等待的地方。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          import asyncio
          import time


          async def answers():
              await asyncio.Event().wait()
              return True


          async def wait_until_ready(timeout):
              end = time.monotonic() + timeout
              while time.monotonic() < end:
                  if await answers():
                      return True
              return False


          async def main():
              print(await wait_until_ready(timeout=1))


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def answers():
              await asyncio.Event().wait()
              return True


          async def wait_until_ready():
              while not await answers():
                  print("not yet")


          async def main():
              async with asyncio.timeout(1):
                  await wait_until_ready()


          asyncio.run(main())
        `,
        claim: { hangs: true, python: '3.11' },
      },
    ],
    limits: {
      en: 'Left alone: methods that override others or may do so, and functions that hand the number on, to `asyncio.timeout()` for example, keep it or do not count with it.',
      'zh-cn':
        '重写了其他方法或可能重写其他方法的方法不报告；把这个数交给别处（例如 `asyncio.timeout()`）、保存起来或不用它计时的函数也不报告。',
    },
    peers: ['ruff ASYNC109', 'flake8-async ASYNC109', 'SonarPython S7483'],
  },
  strict: {
    reports: {
      en: 'Every async function with a parameter called `timeout`.',
      'zh-cn': '所有带有名为 `timeout` 的参数的异步函数。',
    },
    visit: {
      FunctionDef(node, view, report) {
        const parameter = node.isAsync ? timeoutOf(node) : undefined;
        if (parameter) report({ at: nameOf(parameter), message: setByCaller(node.name, timeoutName(view)) });
      },
    },
  },
  visit: {
    FunctionDef(node, view, report) {
      if (!node.isAsync || node.decorators.length > 0 || mayOverride(view, node)) return;
      const parameter = timeoutOf(node);
      const binding = parameter && view.facts.bindings.find((candidate) => candidate.node === parameter.id);
      if (!parameter || !binding || isStub(node) || !isCounted(view, binding)) return;
      report({
        at: nameOf(parameter),
        message: keepsTime(node.name, timeoutName(view)),
      });
    },
  },
});

const timeoutOf = ({ parameters }: FunctionDef): Parameter | undefined =>
  parameters.find(({ name, type }) => name === 'timeout' && type !== 'args' && type !== 'kwargs');

const nameOf = ({ name, nameStart }: Parameter): Range => ({ start: nameStart, end: nameStart + name.length });

function timeoutName(view: ChunkView): string {
  const { library } = view;
  if (library !== 'asyncio') return `${library}.fail_after`;
  return hasPython(view, 11) ? 'asyncio.timeout' : 'asyncio.wait_for';
}

function mayOverride(view: ChunkView, node: FunctionDef): boolean {
  const owner = view.facts.nodes[view.scope(node).node];
  return owner?.kind === 'ClassDef' && owner.arguments.some(({ name }) => name === undefined);
}

const isStub = ({ body }: FunctionDef): boolean =>
  body.every(
    ({ kind, ...rest }) =>
      kind === 'Pass' || kind === 'Raise' || (kind === 'Expr' && 'value' in rest && rest.value?.kind === 'Constant'),
  );

/** Whether the function counts with the number itself, and neither hands it on nor replaces it by another. */
function isCounted(view: ChunkView, binding: Binding): boolean {
  const isReplaced = view.facts.bindings.some(
    (other) =>
      other !== binding && other.name === binding.name && other.scope === binding.scope && !countsDown(view, other),
  );
  const uses = usesOf(view, binding);
  return (
    !isReplaced &&
    !binding.escapes &&
    !uses.some((use) => isArgument(view, use)) &&
    uses.some((use) => isCalculation(view.parent(use)))
  );
}

/** `timeout -= 1` */
function countsDown(view: ChunkView, { node }: Binding): boolean {
  const target = view.facts.nodes[node];
  return target !== undefined && view.parent(target)?.kind === 'AugAssign';
}

/** `end = now + timeout`, `now - start > timeout`; `timeout is None` and `timeout == 0` are none. */
const isCalculation = (node: Node | undefined): boolean =>
  node?.kind === 'BinOp' || (node?.kind === 'Compare' && /^[<>]=?$/.test(node.operators[0] ?? ''));

function isArgument(view: ChunkView, use: Name): boolean {
  for (let inner: Node = use, outer = view.parent(use); outer; inner = outer, outer = view.parent(outer)) {
    if (outer.kind === 'Argument' || outer.kind === 'Dict' || outer.kind === 'Collection') return true;
    if (outer.kind === 'Assign') return inner === use || outer.targets.some(({ kind }) => kind !== 'Name');
    if ('body' in outer || outer.kind === 'Expr') return outer.kind === 'With' || outer.kind === 'Lambda';
    if (outer.kind === 'Return') return true;
  }
  return false;
}

const keepsTime = localized({
  en: (name: string, timeout: string) =>
    `\`${name}()\` keeps the time itself; leave it to the callers, who can use \`${timeout}()\`.`,
  'zh-cn': (name, timeout) => `\`${name}()\` 自行控制超时；请把超时交给调用方，由它们使用 \`${timeout}()\`。`,
});

const setByCaller = localized({
  en: (name: string, timeout: string) =>
    `Whoever calls \`${name}()\` can set a timeout with \`${timeout}()\`; it needs no parameter for that.`,
  'zh-cn': (name, timeout) => `调用 \`${name}()\` 的一方可以用 \`${timeout}()\` 设置超时，不需要为此提供参数。`,
});
