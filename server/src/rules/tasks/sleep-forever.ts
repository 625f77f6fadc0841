import type { Call, Expression } from '../../facts/nodes.ts';
import { reference } from '../../fixes/add-import.ts';
import { replaceRange } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import { sleeps } from '../../knowledge/loop.ts';
import { calleeText } from '../../project/coroutines/coroutine-life.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { sleepsForever } from '../../knowledge/conventions/tasks.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';

export const sleepForever = defineRule({
  id: 'sleep-forever',
  category: 'tasks',
  severity: 'information',
  fix: 'sometimes',
  summary: {
    en: 'A sleep of more than a day: what is meant is to wait for ever.',
    'zh-cn': '休眠超过一天：本意是永远等待。',
  },
  docs: {
    why: {
      en: [
        'A sleep of days or years is nearly always meant to last until the task is cancelled.',
        'Saying so is clearer, and it does not end one day: `await asyncio.Event().wait()`, or `sleep_forever()` of trio and anyio.',
      ].join(' '),
      'zh-cn':
        '睡上几天或几年，几乎都是为了一直等到任务被取消。直接写明这一点更清楚，也不会在某一天突然醒来：`await asyncio.Event().wait()`，或者 trio 和 anyio 的 `sleep_forever()`。',
    },
    examples: [
      {
        bad: python`
          import asyncio


          async def main():
              print("serving")
              await asyncio.sleep(60 * 60 * 24 * 365)


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def main():
              print("serving")
              await asyncio.Event().wait()


          asyncio.run(main())
        `,
        claim: { because: 'The first one ends after a year.' },
      },
    ],
    limits: {
      en: 'Only numbers that are written in the call are seen, also as sums, products and powers.',
      'zh-cn': '只看直接写在调用里的数字，包括加法、乘法和乘方。',
    },
    peers: ['ruff ASYNC116', 'flake8-async ASYNC116', 'SonarPython S7486'],
  },
  visit: {
    Call(call, view, report) {
      const sleep = view.lookupCall(call, sleeps);
      const [argument] = sleep?.seconds ? argumentsAt(call, sleep.seconds) : [];
      const seconds = argument && numberOf(argument.value);
      if (seconds === undefined || seconds <= DAY || view.parent(call)?.kind !== 'Await') return;
      if (isNamedBy(sleepsForever, view.coroutineAround(call)?.name)) return;
      report({
        at: call,
        message: texts.sleepsLong(calleeText(view, call), sleep!.forEver),
        fixes: () => (isResultUsed(view, call) ? [] : [waitForever(view, call, sleep!.forEver)]),
      });
    },
  },
});

/** `x = await sleep(10**9, result=3)`: an event gives another result. */
function isResultUsed(view: ChunkView, call: Call): boolean {
  const awaited = view.parent(call);
  return call.args.length > 1 && awaited !== undefined && view.parent(awaited)?.kind !== 'Expr';
}

/** In seconds. */
const DAY = 24 * 60 * 60;

/** The value of a number, or of a sum, product or power of numbers. */
function numberOf(node: Expression): number | undefined {
  if (node.kind === 'Constant') return typeof node.value === 'number' ? node.value : undefined;
  if (node.kind === 'Call') return isInfinity(node) ? Number.POSITIVE_INFINITY : undefined;
  if (node.kind === 'Attribute')
    return node.attribute === 'inf' && node.value.kind === 'Name' && node.value.name === 'math'
      ? Number.POSITIVE_INFINITY
      : undefined;
  if (node.kind !== 'BinOp') return undefined;
  const left = numberOf(node.left);
  const right = numberOf(node.right);
  if (left === undefined || right === undefined) return undefined;
  switch (node.operator) {
    case '+':
      return left + right;
    case '*':
      return left * right;
    case '**':
      return left ** right;
    default:
      return undefined;
  }
}

/** `float("inf")` */
const isInfinity = ({ func, args }: Call): boolean =>
  func.kind === 'Name' &&
  func.name === 'float' &&
  args[0]?.value.kind === 'Constant' &&
  /^\+?inf(inity)?$/i.test(String(args[0].value.value));

function waitForever(view: ChunkView, call: Call, forEver: string): Fix {
  const [, dotted = forEver, method = ''] = /^(\w+\.\w+)(.*)$/.exec(forEver) ?? [];
  const { name, edits } = reference(view, call, dotted);
  return {
    title: texts.waitForEver,
    safety: 'unsafe',
    edits: () => [...edits, replaceRange(view, call, `${name}${method}()`)],
  };
}

const texts = {
  sleepsLong: localized({
    en: (sleep: string, forEver: string) =>
      `\`${sleep}()\` sleeps for more than a day; to wait for ever, use \`${forEver}()\`.`,
    'zh-cn': (sleep, forEver) => `\`${sleep}()\` 要休眠一天以上；如果要一直等待下去，请用 \`${forEver}()\`。`,
  }),
  waitForEver: { en: 'Wait for ever', 'zh-cn': '改为一直等待' },
};
