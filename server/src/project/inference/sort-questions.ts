import type { Expression, Node } from '../../facts/nodes.ts';
import { ancestors } from '../../facts/walk.ts';
import type { Chunk } from '../names/project.ts';
import { isCalledAsCoroutine, valueKeptIn } from './coroutine-tests.ts';
import { testsHeldAt } from './held-tests.ts';
import { asksForSort } from './narrowing.ts';

/**
 * Whether code runs only behind a question about what sort of thing a value is, or what is called to get it: `hasattr(x, "__await__")`,
 * `iscoroutinefunction(f)`, `getattr(f, "is_async", False)`, also where the answer was kept before. Its author knows of several
 * sorts; which one it is here, the type alone does not say.
 */
export function isSortAsked(chunk: Chunk, value: Expression): boolean {
  if (value.kind === 'Call' && isCalledAsCoroutine(chunk, value)) return false;
  const subjects = pathsOf(chunk, value);
  return [...questionsAround(chunk, value)].some(
    (test) => !isNarrowedBy(test, value) && asksAbout(chunk, test, subjects),
  );
}

function* questionsAround(chunk: Chunk, node: Node): Generator<Expression> {
  for (const { test } of testsHeldAt(chunk, node)) yield test;
  for (const outer of ancestors(chunk.facts, node)) {
    if (outer.kind === 'FunctionDef') return;
    if (outer.kind === 'Match') yield outer.subject;
    if (outer.kind === 'Comprehension') for (const { conditions } of outer.generators) yield* conditions;
  }
}

/** `hasattr(x, "send")` is told of `x` by its type: see `narrowing.ts`. */
const isNarrowedBy = (test: Expression, value: Expression): boolean =>
  test.kind === 'Call' &&
  test.func.kind === 'Name' &&
  test.func.name === 'hasattr' &&
  test.args[0]?.value.kind === 'Name' &&
  value.kind === 'Name' &&
  test.args[0].value.name === value.name;

/** How many assignments are followed back. */
const MAX_STEPS = 4;

function asksAbout(chunk: Chunk, test: Expression, subjects: ReadonlySet<string>, steps = MAX_STEPS): boolean {
  const isAsked = (asked: Node): boolean => [...pathsOf(chunk, asked)].some((path) => subjects.has(path));
  return partsOf(chunk, test).some((part) => {
    if (part.kind === 'Call')
      return (
        asksForSort(chunk, part.func) &&
        (isAsked(part) || part.args.some((argument) => partsOf(chunk, argument).some(isAsked)))
      );
    const kept =
      steps > 0 && (part.kind === 'Name' || part.kind === 'Attribute') ? valueKeptIn(chunk, part) : undefined;
    return kept !== undefined && asksAbout(kept.chunk, kept.node, subjects, steps - 1);
  });
}

const partsOf = ({ facts }: Chunk, node: Node): readonly Node[] => facts.nodes.slice(node.id, facts.ends[node.id]);

/** The names with dots that stand for a value, and for what is called to get it: `self.x.f` for `f = getattr(self.x, "f")`. */
function pathsOf(chunk: Chunk, node: Node, steps = MAX_STEPS): ReadonlySet<string> {
  if (steps < 0) return new Set();
  const follow = (inner: Expression | undefined, home = chunk): readonly string[] => [
    ...(inner ? pathsOf(home, inner, steps - 1) : []),
  ];
  const followKept = (name: Expression): readonly string[] => {
    const kept = valueKeptIn(chunk, name);
    return follow(kept?.node, kept?.chunk);
  };
  switch (node.kind) {
    case 'Name':
      return new Set([node.name, ...followKept(node)]);
    case 'Attribute': {
      const owners = follow(node.value);
      const own = node.attribute === '__class__' ? owners : owners.map((owner) => `${owner}.${node.attribute}`);
      return new Set([...own, ...followKept(node)]);
    }
    case 'Call': {
      const [first, second] = node.args;
      const name = node.func.kind === 'Name' ? node.func.name : undefined;
      if (name === 'type') return new Set(follow(first?.value));
      if (name !== 'getattr' && name !== 'hasattr') return new Set(follow(node.func));
      return new Set(follow(first?.value).map((owner) => `${owner}.${textOf(second?.value)}`));
    }
    case 'BoolOp':
      return new Set([...follow(node.left), ...follow(node.right)]);
    case 'IfExp':
      return new Set([...follow(node.body), ...follow(node.orelse)]);
    default:
      return new Set();
  }
}

const textOf = (node: Expression | undefined): string =>
  node?.kind === 'Constant' && typeof node.value === 'string' ? node.value : '';
