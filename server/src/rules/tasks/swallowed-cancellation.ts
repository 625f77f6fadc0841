import { lastNameIn } from '../../facts/last-name.ts';
import type { Call, ExceptHandler, Expression, FunctionDef, Node, Statement } from '../../facts/nodes.ts';
import { ancestors, preorder } from '../../facts/walk.ts';
import { reference } from '../../fixes/add-import.ts';
import { chunkText, indentation, insertAt, isFirstOnLine, lineBreakOf, replaceRange } from '../../fixes/edits.ts';
import type { Edit, Fix } from '../../fixes/fix.ts';
import { removeArgument } from '../../fixes/remove-argument.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { shows, waitsForTasks } from '../../knowledge/conventions/tasks.ts';
import { cancellationExceptions, cancelScopes, exceptionSwallowers, taskSpawners } from '../../knowledge/loop.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { python } from '../python.ts';
import { defineRule, type RelatedPlace } from '../rule.ts';
import { awaitsIn, awaitsOf } from '../shared/awaits.ts';
import { isTestFunction } from '../shared/tests.ts';
import { cancelsTasks } from './cancels-tasks.ts';
import { isEntryPoint } from './entry-point.ts';
import { awaitOf } from './goes-on-behind.ts';
import { outcomes, waysOut, type WayOut } from './ways-out.ts';

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
        bad: python`
          import asyncio


          async def poll():
              while True:
                  try:
                      await asyncio.sleep(0.1)
                  except asyncio.CancelledError:
                      print("stopping")


          async def main():
              async with asyncio.timeout(1):
                  await poll()


          asyncio.run(main())
        `,
        good: python`
          import asyncio


          async def poll():
              while True:
                  try:
                      await asyncio.sleep(0.1)
                  except asyncio.CancelledError:
                      print("stopping")
                      raise


          async def main():
              async with asyncio.timeout(1):
                  await poll()


          asyncio.run(main())
        `,
        claim: { hangs: true, python: '3.11' },
      },
    ],
    limits: [
      'Reported where the coroutine goes round a loop again, or where another coroutine of the file awaits it, unless that is known to be a task of its own with nothing to do behind it: a task that ends anyway does no harm.',
      'Left alone: functions that cancel something themselves, handlers around nothing but the `await` of a task, or of a function that makes a task of what it is given and waits for it, handlers that hand the exception on or decide by a condition, tests, and the main coroutine.',
      'An exception raised in place of the cancellation counts as passing it on.',
    ].join(' '),
    peers: ['flake8-async ASYNC103', 'flake8-async ASYNC104', 'SonarPython S7497'],
  },
  visit: {
    Try(node, view, report) {
      const coroutine = view.coroutineAround(node);
      const handler = node.handlers.find(({ type }) => catchesCancellation(view, type));
      if (!coroutine || !handler || handsOn(view, handler) || isInHandler(view, node)) return;
      const ways = waysOut(handler.body);
      if (decides(ways) || isOnly(ways, 'raise') || endsProgram(view, handler) || !mayBeCancelled(view, node.body))
        return;
      const harm = harmOf(view, coroutine, node, ways);
      if (!harm) return;
      report({
        at: headOf(handler),
        message: `This catches the cancellation of \`${coroutine.name}()\` and does not pass it on, so ${harm.consequence}; re-raise it.`,
        related: harm.related,
        whole: handler,
        fixes: () => reraiseFix(view, handler),
      });
    },
    With(node, view, report) {
      const coroutine = view.coroutineAround(node);
      const swallower = coroutine && node.items.find(({ context }) => swallowsCancellation(view, context));
      if (!swallower || !mayBeCancelled(view, node.body)) return;
      const harm = harmOf(view, coroutine, node, new Set(['end']));
      if (!harm) return;
      report({
        at: swallower.context,
        message: `This swallows the cancellation of \`${coroutine.name}()\`, so ${harm.consequence}; let it pass.`,
        related: harm.related,
        fixes: () => letPass(view, swallower.context),
      });
    },
  },
});

const headOf = (handler: ExceptHandler) => ({
  start: handler.start,
  end: handler.type?.end ?? handler.start + 'except'.length,
});

/** Whether the handler passes some cancellations on, or ends for them, and not others. */
const decides = (ways: ReadonlySet<WayOut>): boolean =>
  ways.size > 1 && (ways.has('raise') || ways.has('return') || ways.has('break'));

const isOnly = (ways: ReadonlySet<WayOut>, way: WayOut): boolean => ways.size === 1 && ways.has(way);

// ------------------------------------------------------------------------------------- what it does

interface Harm {
  readonly consequence: string;
  readonly related: readonly RelatedPlace[];
}

/** That the coroutine goes round its loop once more, or that its caller goes on. A task that ends all the same does no harm. */
function harmOf(view: ChunkView, coroutine: FunctionDef, statement: Node, ways: ReadonlySet<WayOut>): Harm | undefined {
  if (isExpected(view, coroutine)) return undefined;
  const then = outcomes(view, statement, ways);
  if (then.has('again')) return { consequence: 'the task cannot be cancelled', related: [] };
  if (!then.has('return')) return undefined;
  const waiting = awaitOf(view, coroutine);
  if (!waiting) return undefined;
  const message = `\`${coroutine.name}()\` is awaited here`;
  return {
    consequence: `\`${waiting.caller.name}()\`, which awaits it, goes on as if nothing had happened`,
    related: [{ at: waiting.view.at(waiting.call), message }],
  };
}

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

/** `sys.exit()` and the like. */
const endsProgram = (view: ChunkView, { body }: ExceptHandler): boolean =>
  body.some(
    (statement) =>
      statement.kind === 'Expr' &&
      statement.value.kind === 'Call' &&
      view.signature(view.typeOf(statement.value.func))?.returns?.kind === 'never',
  );

// ------------------------------------------------------------------------------- what is legitimate

/** Whether the block waits for something else than a task, whose own cancellation it may be. */
const mayBeCancelled = (view: ChunkView, body: readonly Statement[]): boolean =>
  body
    .flatMap((statement) => awaitsIn(view, statement))
    .some((node) => {
      if (node.kind === 'Await') return node.value.kind === 'Call' && !waitsForTask(view, node.value);
      return node.kind !== 'With' || !node.items.every(({ context }) => isCancelScope(view, context));
    });

const isCancelScope = (view: ChunkView, context: Expression): boolean =>
  context.kind === 'Call' && view.lookupCall(context, cancelScopes) !== undefined;

/** What waits for other tasks, or makes one of what it is given and waits for that: somebody else may cancel that task alone. */
function waitsForTask(view: ChunkView, call: Call): boolean {
  const helper = view.definition(view.typeOf(call.func));
  if (!helper || helper.isLibrary) return isNamedBy(waitsForTasks, lastNameIn(call.func));
  return awaitsOf(helper.view, helper.node).some(
    (node) =>
      node.kind === 'Await' &&
      node.value.kind === 'Name' &&
      helper.view.bindingsReaching(node.value).some(({ node: id }) => {
        const target = helper.view.facts.nodes[id];
        const statement = target && helper.view.parent(target);
        const made = statement?.kind === 'Assign' && statement.value.kind === 'Call' ? statement.value : undefined;
        return made !== undefined && helper.view.lookupCall(made, taskSpawners)?.returns === 'task';
      }),
  );
}

/** Where one cancellation is being dealt with, another that comes meanwhile adds nothing. */
function isInHandler(view: ChunkView, node: Node): boolean {
  for (const outer of ancestors(view.facts, node)) {
    if (outer.kind === 'FunctionDef' || outer.kind === 'Lambda') return false;
    if (outer.kind === 'ExceptHandler' && outer.type && catchesCancellation(view, outer.type)) return true;
  }
  return false;
}

/** Whether the bound exception goes on somewhere: into a future, a list, a variable. */
function handsOn(view: ChunkView, handler: ExceptHandler): boolean {
  return handler.body
    .flatMap((statement) => [...preorder(view.facts, statement)])
    .some((node) => {
      if (node.kind === 'Call' && lastNameIn(node.func) === 'exc_info') return true;
      if (node.kind !== 'Name' || node.name !== handler.name) return false;
      const parent = view.parent(node);
      if (parent?.kind !== 'Argument') return parent?.kind !== 'JoinedStr' && parent?.kind !== 'Attribute';
      const call = view.parent(parent);
      return call?.kind === 'Call' && !isNamedBy(shows, lastNameIn(call.func));
    });
}

/** Whether the function cancels something itself, raises the cancellation later, or is where everything ends. */
const isExpected = (view: ChunkView, coroutine: FunctionDef): boolean =>
  isTestFunction(view, coroutine) ||
  isEntryPoint(view, coroutine) ||
  cancelsTasks(view, coroutine) ||
  raisesLater(view, coroutine);

const raisesLater = (view: ChunkView, coroutine: FunctionDef): boolean =>
  [...preorder(view.facts, coroutine)].some(
    (node) =>
      node.kind === 'Raise' && node.exception !== undefined && catchesCancellation(view, raised(node.exception)),
  );

/** The class in `raise CancelledError` and `raise CancelledError()`. */
const raised = (exception: Expression): Expression => (exception.kind === 'Call' ? exception.func : exception);

// ----------------------------------------------------------------------------------------- fixing

/** `suppress(ValueError, CancelledError)` → `suppress(ValueError)` */
function letPass(view: ChunkView, context: Expression): readonly Fix[] {
  if (context.kind !== 'Call' || context.args.length < 2) return [];
  const named = context.args.filter(({ value }) => catchesCancellation(view, value));
  const edits = named.length === 1 ? removeArgument(view, context, named[0]!) : undefined;
  return edits ? [{ title: `Suppress no \`${view.source(named[0]!.value)}\``, safety: 'unsafe', edits }] : [];
}

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
