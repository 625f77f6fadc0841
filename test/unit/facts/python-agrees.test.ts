import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Facts, Scope } from '../../../server/src/facts/facts.ts';
import type { Node, NodeKind } from '../../../server/src/facts/nodes.ts';
import { factsOf } from '../../harness/facts.ts';
import { pythonFilesIn, standardLibrary } from '../../harness/python-files.ts';

interface PythonFacts {
  readonly path: string;
  readonly nodes: readonly string[];
  readonly scopes: readonly string[];
}

const library = standardLibrary();

function askPython(paths: readonly string[]): PythonFacts[] {
  const script = join(import.meta.dirname, '../../harness/python_facts.py');
  const output = execFileSync('python3', [script], {
    input: paths.join('\n'),
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as PythonFacts);
}

/** What is no node in `ast`, has no place there, or is cut differently. */
const omitted: ReadonlySet<NodeKind> = new Set<NodeKind>([
  ...(['BoolOp', 'Pass', 'Break', 'Continue', 'Global', 'Nonlocal', 'Import', 'ImportFrom', 'Alias'] as const),
  ...(['ComprehensionFor', 'Decorator', 'Parameter', 'WithItem', 'MatchCase', 'TypeParameter'] as const),
]);

function nodesOf(facts: Facts, text: string): string[] {
  const found: string[] = [];
  for (let id = 0; id < facts.nodes.length; id++) {
    const node = facts.nodes[id]!;
    const isCapture =
      facts.nodes[facts.parents[id]!]?.kind === 'MatchCase' && node.kind === 'Name' && node.context === 'store';
    const isPlainArgument = node.kind === 'Argument' && node.stars !== 1;
    if (omitted.has(node.kind) || isCapture || isPlainArgument) continue;
    found.push([kindOf(node), startOf(node, text), node.end, ...details(node)].join(' '));
    if (node.kind === 'JoinedStr') id = facts.ends[id]! - 1;
  }
  return found.sort();
}

const kindOf = ({ kind }: Node): string => (kind === 'Argument' ? 'Starred' : kind);

/** `ast` leaves decorators out of the range. */
function startOf(node: Node, text: string): number {
  if (node.kind === 'FunctionDef') return node.defStart;
  return node.kind === 'ClassDef' ? text.lastIndexOf('class', node.nameStart - 1) : node.start;
}

function details(node: Node): readonly (string | number)[] {
  switch (node.kind) {
    case 'Name':
      return [node.context, node.name];
    case 'Attribute':
      return [node.context, node.attribute];
    case 'Subscript':
      return [node.context, node.indices.length];
    case 'FunctionDef':
      return node.isAsync ? [node.name, 'async'] : [node.name];
    case 'ClassDef':
      return [node.name];
    case 'With':
      return node.isAsync ? [node.items.length, 'async'] : [node.items.length];
    case 'For':
      return node.isAsync ? ['async'] : [];
    case 'Compare':
      return node.operators;
    case 'UnaryOp':
    case 'BinOp':
      return [node.operator];
    case 'AugAssign':
      return [node.operator.slice(0, -1)];
    case 'Call':
      return [node.args.length];
    case 'ExceptHandler':
      return node.name === undefined ? [] : [node.name];
    case 'Constant':
      return [node.type];
    default:
      return [];
  }
}

const comprehensionNames = { list: 'listcomp', set: 'setcomp', dict: 'dictcomp', generator: 'genexpr' } as const;

function scopesOf(facts: Facts): string[] {
  return facts.scopes
    .map((scope, index) => `${titleOf(facts, scope)}: ${ownNames(facts, scope, index).join(' ')}`)
    .sort();
}

function titleOf(facts: Facts, scope: Scope): string {
  const node = facts.nodes[scope.node];
  if (node === undefined) return 'module top';
  if (node.kind === 'Comprehension') return `function ${comprehensionNames[node.type]}`;
  if (node.kind === 'Lambda') return 'function lambda';
  return node.kind === 'ClassDef' ? `class ${node.name}` : `function ${node.kind === 'FunctionDef' ? node.name : ''}`;
}

/** Names bound in the scope itself, without those that `global` and `nonlocal` bring. */
function ownNames(facts: Facts, scope: Scope, index: number): string[] {
  const isOwn = (binding: number): boolean => {
    let place = facts.scopeOf[facts.bindings[binding]!.node]!;
    while (place !== index && facts.scopes[place]!.type === 'comprehension') place = facts.scopes[place]!.parent;
    return place === index;
  };
  return [...scope.names]
    .filter(([, bindings]) => bindings.some(isOwn))
    .map(([name]) => name)
    .sort();
}

/** What only one of two sorted lists has. */
function differences(ours: readonly string[], theirs: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const line of ours) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of theirs) counts.set(line, (counts.get(line) ?? 0) - 1);
  return [...counts]
    .filter(([, count]) => count !== 0)
    .map(([line, count]) => `${count > 0 ? 'ours' : 'Python’s'}: ${line}`);
}

function expectAgreement(paths: readonly string[]): number {
  const asked = askPython(paths);
  for (const { path, nodes, scopes } of asked) {
    const text = readFileSync(path, 'utf8');
    const facts = factsOf(text);
    expect(facts.errors, path).toEqual([]);
    expect(differences(nodesOf(facts, text), nodes), path).toEqual([]);
    expect(differences(scopesOf(facts), scopes), path).toEqual([]);
  }
  return asked.length;
}

/** What ordinary code has seldom and the grammar reads differently from Python. */
const rarities = `\
with (a, b): pass
with (a as b, c as d): pass
with (a as b): pass
with (a, b) as c: pass
with a if b else c as d: pass
with lambda: x as d: pass
async def f():
    return await x ** 2, -await y ** -2 ** z, not await z, await a.b[0](c) + 1
    [await a async for b in c if await d]
x = [*f | g, *h + i], *j + k, *l.m[n](o), p
for y in *a | b, c: pass
print(*a or b, **c or d)
(a) = (b) = c = d, = e
(a.b), [c, (d)], *e = f
x: (int) = 1
(x): list[int] | str | int | None = 2
x[a, b:c, *d], x[(a, b)], x[a,], x[:, ::2]
for x in *a, b: pass
f(x for x in y)
f((x for x in y), (z))
del (a), b[0], (c, d), [e]
lambda a, /, b=1, *c, d, **e: (a := b)
{**a, b: c, **d}, {*a, b}, {a: b for c, d in e}
a < b not in c is not (d == e) != f
'a' 'b' f'{c}' "d", b'e' rb'f', r'\\\\', 0x1F, 1_0.5e3j, 0o17, 1e5, ..., None
@a.b(c)[d]
# between
class C(A, *b, metaclass=M): x = [y for y in z]; z: int
def f(a, /, b: int, *c: str, d=1, **e) -> x: # comment
    """doc"""
    # trailing
async def g():
    async with a as b, c: pass
    async for x in y: await z
    else: pass
match = case = type = 1
type(x).a.b = type(x, y)[0] = type(z)(x).c = d
match(x), type(x); print(match.x, case[0])
match x, y:
    case [a, *b] | {'c': a, **b} if a: d
    case A(b, c=d) as e: f
try: pass
except (A, B) as e: pass
except C: pass
else: pass
finally: pass
def h():
    global q; nonlocal_ = 1
    def i():
        nonlocal nonlocal_; nonlocal_ += 1
    return [q := r for r in s], (yield), (yield from t)
é = "😀"; z = é.ü
if a: b; c;
elif d: e
`;

describe.skipIf(library === undefined)('Python agrees', () => {
  test('on what ordinary code seldom has', () => {
    const directory = mkdtempSync(join(tmpdir(), 'facts-'));
    try {
      const path = join(directory, 'rarities.py');
      writeFileSync(path, rarities);
      expect(expectAgreement([path])).toBe(1);
    } finally {
      rmSync(directory, { recursive: true });
    }
  });

  test.each(['asyncio', 'concurrent', 'unittest', 'http', 'email', 'json', 'importlib'])(
    'on its package %s',
    (name) => {
      const paths = pythonFilesIn(join(library!, name)).map(({ path }) => path);
      expect(expectAgreement(paths)).toBeGreaterThan(paths.length * 0.8);
    },
    120_000,
  );
});
