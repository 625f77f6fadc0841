import type { ExceptHandler, Expression, FunctionDef, Node, Statement } from '../facts/nodes.ts';
import { preorder } from '../facts/walk.ts';
import { reference } from '../fixes/add-import.ts';
import { chunkText, indentation, insertAt, isFirstOnLine, lineBreakOf, replaceRange } from '../fixes/edits.ts';
import type { Edit, Fix } from '../fixes/fix.ts';
import { cancellationExceptions, exceptionSwallowers } from '../knowledge/loop.ts';
import type { ChunkView } from '../project/chunk-view.ts';
import { awaitsIn } from './awaits.ts';
import { isEntryPoint } from './entry-point.ts';
import { defineRule } from './rule.ts';

export const swallowedCancellation = defineRule({
  id: 'swallowed-cancellation',
  category: 'tasks',
  severity: 'warning',
  fix: 'sometimes',
  summary: 'A handler catches the cancellation of its own task and does not pass it on.',
  docs: {
    why: [
      'A task is cancelled by an exception that is raised in it where it waits. A handler that catches it and goes on keeps the task alive:',
      '`task.cancel()` has no effect, `asyncio.timeout()` and `TaskGroup` lose their grip, and the program may not end on Ctrl+C.',
      'Clean up, then `raise`.',
    ].join(' '),
    examples: [
      {
        bad: 'import asyncio\n\n\nasync def poll():\n    while True:\n        try:\n            await asyncio.sleep(0.1)\n        except asyncio.CancelledError:\n            print("stopping")\n\n\nasync def main():\n    async with asyncio.timeout(1):\n        await poll()\n\n\nasyncio.run(main())\n',
        good: 'import asyncio\n\n\nasync def poll():\n    while True:\n        try:\n            await asyncio.sleep(0.1)\n        except asyncio.CancelledError:\n            print("stopping")\n            raise\n\n\nasync def main():\n    async with asyncio.timeout(1):\n        await poll()\n\n\nasyncio.run(main())\n',
        claim: { hangs: true, python: '3.11' },
      },
    ],
    limits: [
      'Left alone: functions that cancel something themselves, handlers around nothing but the `await` of a task, handlers that hand the exception on, tests, and the main coroutine.',
      'An exception raised in place of the cancellation counts as passing it on.',
    ].join(' '),
    peers: ['flake8-async ASYNC103', 'flake8-async ASYNC104', 'SonarPython S7497'],
  },
  visit: {
    Try(node, view, report) {
      const coroutine = view.coroutineAround(node);
      const handler = node.handlers.find(({ type }) => catchesCancellation(view, type));
      if (!coroutine || !handler || alwaysRaises(handler.body) || handsOn(view, handler)) return;
      if (!mayBeCancelled(view, node.body) || isExpected(view, coroutine)) return;
      report({
        at: headOf(handler),
        message: `This catches the cancellation of \`${coroutine.name}()\` and does not pass it on, so the task cannot be cancelled; re-raise it.`,
        fixes: () => reraiseFix(view, handler),
      });
    },
    With(node, view, report) {
      const coroutine = view.coroutineAround(node);
      const swallower = coroutine && node.items.find(({ context }) => swallowsCancellation(view, context));
      if (!swallower || !mayBeCancelled(view, node.body) || isExpected(view, coroutine)) return;
      report({
        at: swallower.context,
        message: `This swallows the cancellation of \`${coroutine.name}()\`, so the task cannot be cancelled; let it pass.`,
      });
    },
  },
});

const headOf = (handler: ExceptHandler) => ({
  start: handler.start,
  end: handler.type?.end ?? handler.start + 'except'.length,
});

// --------------------------------------------------------------------------------- what is caught

function catchesCancellation(view: ChunkView, type: Expression | undefined): boolean {
  if (!type) return true;
  if (type.kind === 'Collection') return type.elements.some((element) => catchesCancellation(view, element));
  if (type.kind === 'Call') return view.lookupCall(type, cancellationExceptions) !== undefined;
  return view.lookup(view.typeOf(type), cancellationExceptions) !== undefined;
}

const swallowsCancellation = (view: ChunkView, context: Expression): boolean =>
  context.kind === 'Call' &&
  view.lookupCall(context, exceptionSwallowers) !== undefined &&
  context.args.some(({ stars, value }) => stars === 0 && catchesCancellation(view, value));

/** Whether every way through the block raises. */
function alwaysRaises(body: readonly Statement[]): boolean {
  return body.some((statement) => {
    switch (statement.kind) {
      case 'Raise':
        return true;
      case 'If':
        return alwaysRaises(statement.body) && alwaysRaises(statement.orelse);
      case 'With':
        return alwaysRaises(statement.body);
      case 'Try':
        return (
          alwaysRaises(statement.finalbody) ||
          (alwaysRaises(statement.body) && statement.handlers.every((handler) => alwaysRaises(handler.body)))
        );
      case 'Expr':
        return statement.value.kind === 'Call' && EXITS.test(nameOf(statement.value.func));
      default:
        return false;
    }
  });
}

const EXITS = /^_?(exit|abort|reraise|fail)$/;

const nameOf = (func: Expression): string =>
  func.kind === 'Attribute' ? func.attribute : func.kind === 'Name' ? func.name : '';

// ------------------------------------------------------------------------------- what is legitimate

/** Whether the block waits for something else than a task, whose own cancellation it may be. */
const mayBeCancelled = (view: ChunkView, body: readonly Statement[]): boolean =>
  body
    .flatMap((statement) => awaitsIn(view, statement))
    .some(
      (node) => node.kind !== 'Await' || (node.value.kind === 'Call' && !WAITS_FOR_TASKS.test(nameOf(node.value.func))),
    );

const WAITS_FOR_TASKS = /^(gather|wait|shield|wait_for|wrap_future|wait_closed|aclose|__aexit__)$/;

/** Whether the bound exception goes on somewhere: into a future, a list, a variable. */
function handsOn(view: ChunkView, handler: ExceptHandler): boolean {
  if (handler.name === undefined) return false;
  return [...handler.body.flatMap((statement) => [...preorder(view.facts, statement)])].some((node) => {
    if (node.kind !== 'Name' || node.name !== handler.name) return false;
    const parent = view.parent(node);
    if (parent?.kind !== 'Argument') return parent?.kind !== 'JoinedStr' && parent?.kind !== 'Attribute';
    const call = view.parent(parent);
    return call?.kind === 'Call' && !LOGS.test(nameOf(call.func));
  });
}

const LOGS = /^(print|debug|info|warning|warn|error|exception|critical|log|str|repr|isinstance|type)$/;

/** Whether the function cancels something itself, or is where everything ends. */
const isExpected = (view: ChunkView, coroutine: FunctionDef): boolean =>
  coroutine.name.startsWith('test') || isEntryPoint(view, coroutine) || cancels(view, coroutine);

const cancels = (view: ChunkView, coroutine: FunctionDef): boolean =>
  [...preorder(view.facts, coroutine)].some(
    (node) => node.kind === 'Call' && /cancel(?!led$)|uncancel/.test(nameOf(node.func)),
  );

// ----------------------------------------------------------------------------------------- fixing

/** `raise` at the end of the handler; where it catches more than cancellations, a handler of their own before it. */
function reraiseFix(view: ChunkView, handler: ExceptHandler): readonly Fix[] {
  const edits = isNarrow(view, handler) ? raiseAtEnd(view, handler) : handlerBefore(view, handler);
  return edits ? [{ title: 'Re-raise the cancellation', safety: 'unsafe', edits }] : [];
}

const isNarrow = (view: ChunkView, { type }: ExceptHandler): boolean => {
  const known = type && view.lookup(view.typeOf(type), cancellationExceptions);
  return known === 'asyncio' || known === 'trio';
};

function raiseAtEnd(view: ChunkView, { body }: ExceptHandler): Edit[] | undefined {
  const text = chunkText(view);
  const last = body.at(-1);
  if (!last) return undefined;
  if (last.kind === 'Pass' || last.kind === 'Break' || last.kind === 'Continue' || last.kind === 'Return')
    return [replaceRange(view, last, 'raise')];
  if (!isFirstOnLine(text, last.start)) return [insertAt(view, last.end, '; raise')];
  return [insertAt(view, lineEndOf(text, last), `${lineBreakOf(text)}${indentation(text, last.start)}raise`)];
}

function lineEndOf(text: string, { end }: Node): number {
  const rest = /^[ \t]*(#[^\r\n]*)?/.exec(text.slice(end))?.[0] ?? '';
  return end + rest.length;
}

function handlerBefore(view: ChunkView, handler: ExceptHandler): Edit[] | undefined {
  const text = chunkText(view);
  if (view.library !== 'asyncio' || !isFirstOnLine(text, handler.start)) return undefined;
  const { name, edits } = reference(view, handler, 'asyncio.CancelledError');
  const indent = indentation(text, handler.start);
  const step = indent.includes('\t') ? '\t' : '    ';
  const lineBreak = lineBreakOf(text);
  const written = `except ${name}:${lineBreak}${indent}${step}raise${lineBreak}${indent}`;
  return [...edits, insertAt(view, handler.start, written)];
}
