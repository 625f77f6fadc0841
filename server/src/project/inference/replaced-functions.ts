import type { Facts } from '../../facts/facts.ts';
import { lastNameIn } from '../../facts/last-name.ts';
import type { Argument, Attribute, Call, Expression, Node, With } from '../../facts/nodes.ts';
import { ancestors, isWithin } from '../../facts/walk.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import { runsBeforeEachTest } from '../../knowledge/conventions/tests.ts';
import { chunksOfClassAmong, classIn, idsOfClass } from '../names/class-parts.ts';
import { callsByName, storesByName, type ChunkPlace } from '../names/mentioned-places.ts';
import { chunkOf, type Chunk, type Project } from '../names/project.ts';
import { mayBeOf } from '../names/subclass-test.ts';
import { membersOf } from '../types/types.ts';
import { typeOf } from './expressions.ts';

/** Something that takes the place of a function, as in tests. */
export interface Replacement {
  /** In what; undefined where a text says it: `patch("shop.client.fetch", fake)`. */
  readonly owner: Expression | undefined;
  /** The store or the call that does it. */
  readonly by: Attribute | Call;
}

/**
 * Whether code puts something else in the place of a function: `client.fetch = fake`, `setattr(client, "fetch", fake)`, in tests
 * also `monkeypatch.setattr(…)`, `with patch.object(Client, "fetch", fake):`, above or around, in the module or a fixture. What
 * is called from then on is not looked for.
 */
export function isReplaced(chunk: Chunk, node: Expression): boolean {
  if (node.kind !== 'Name' && node.kind !== 'Attribute') return false;
  const name = node.kind === 'Name' ? node.name : node.attribute;
  const isOfIt = (home: Chunk, owner: Expression | undefined): boolean =>
    owner === undefined || (node.kind === 'Attribute' && mayBeSame(home, owner, chunk, node.value));
  return (
    replacementsOf(chunk, name).some(({ owner, by }) => reaches(chunk, by, node) && isOfIt(chunk, owner)) ||
    chunksOfClassReplacing(chunk, name).some((home) =>
      replacementsOf(home, name).some(({ owner, by }) => isForClass(home.facts, by) && isOfIt(home, owner)),
    ) ||
    (node.kind === 'Attribute' && isReplacedInModule(chunk, node)) ||
    testChunks(chunk, name).some((home) =>
      replacementsOf(home, name).some(({ owner, by }) => isForOthers(home.facts, by) && isOfIt(home, owner)),
    )
  );
}

function replacementsOf({ facts }: Chunk, name: string): readonly Replacement[] {
  const all = replacements(facts);
  const [own, any] = [all.get(name), all.get(ANY)];
  return own && any ? [...own, ...any] : (own ?? any ?? []);
}

/** The other chunks of the class around that may replace something. */
const chunksOfClassReplacing = (chunk: Chunk, name: string): readonly Chunk[] =>
  idsOfClass(chunk).length === 1
    ? []
    : chunksOfClassAmong(
        chunk,
        chunk.project.ask
          .chunksReplacing(chunk.file.uri, name)
          .flatMap(({ uri, chunk: id }) => (uri === chunk.file.uri && id !== chunk.id ? id : [])),
      );

const isForClass = (facts: Facts, by: Attribute | Call): boolean => {
  const reach = reachOf(facts, by);
  return reach !== undefined && reach === classIn(facts);
};

function reaches({ facts }: Chunk, by: Attribute | Call, node: Expression): boolean {
  const reach = reachOf(facts, by);
  if (reach && !isWithin(facts, node, reach)) return false;
  return reach?.kind !== 'FunctionDef' || by.start < node.start;
}

const isReplacedInModule = (chunk: Chunk, { value, attribute }: Attribute): boolean =>
  membersOf(typeOf(chunk, value)).some(
    (type) => type.kind === 'module' && chunk.project.ask.keptAs(type.uri, attribute) === undefined,
  );

/** Of a test: the other chunks of its file, and those of the `conftest.py` files above, that may replace something. */
const testChunks = ({ project, file, id }: Chunk, name: string): readonly Chunk[] =>
  project.ask.isTest(file.uri)
    ? project.ask
        .chunksReplacing(file.uri, name)
        .flatMap(({ uri, chunk }) => (chunk === id ? [] : (chunkOf(project, uri, chunk) ?? [])))
    : [];

/** The chunks that replace something of the name, of a file and of the `conftest.py` files above it. */
export function chunksReplacing(project: Project, uri: string, name: string): readonly ChunkPlace[] {
  const folders = uri.split('/').slice(0, -1);
  const uris = [uri, ...folders.map((_, i) => `${folders.slice(0, i + 1).join('/')}/conftest.py`)];
  return uris.flatMap((each) => {
    if (!project.files.get(each)) return [];
    const stores = project.ask.storesOfFile(each).get(name) ?? [];
    const calls = PATCHERS.flatMap((patcher) => project.ask.callsOfFile(each).get(patcher) ?? []);
    return [...new Set([...stores, ...calls])].flatMap((id) => {
      const chunk = chunkOf(project, each, id);
      return chunk && replacementsOf(chunk, name).length > 0 ? { uri: each, chunk: id } : [];
    });
  });
}

const PATCHERS = ['setattr', 'patch', 'object', 'multiple'];

/** In the module, or in a fixture. */
function isForOthers(facts: Facts, by: Attribute | Call): boolean {
  const reach = reachOf(facts, by);
  const around = [...ancestors(facts, by)].find(({ kind }) => kind === 'FunctionDef');
  if (around?.kind !== 'FunctionDef') return reach === undefined;
  return around.decorators.some(
    ({ expression }) => lastNameIn(expression.kind === 'Call' ? expression.func : expression) === 'fixture',
  );
}

const known = new WeakMap<Facts, ReadonlyMap<string, readonly Replacement[]>>();

/** Stands for the name where a formatted text has it: `patch(f"{__name__}.fetch", fake)`. */
const ANY = '';

/** By the name of what is replaced. */
export function replacements(facts: Facts): ReadonlyMap<string, readonly Replacement[]> {
  const before = known.get(facts);
  if (before) return before;
  const found = new Map<string, Replacement[]>();
  const add = (name: string | undefined, replacement: Replacement): void => {
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), replacement]);
  };
  for (const [name, stores] of storesByName(facts))
    for (const by of stores) if (!isReceiver(facts, by)) add(name, { owner: by.value, by });
  const calls = callsByName(facts);
  for (const by of calls.get('setattr') ?? []) addNamed(by, by.args.length === 2);
  for (const by of calls.get('patch') ?? []) if (isPassed(by.args, 1)) addNamed(by, true);
  for (const by of calls.get('object') ?? []) if (isOfPatch(by) && isPassed(by.args, 2)) addNamed(by, false);
  for (const by of calls.get('multiple') ?? [])
    if (isOfPatch(by)) for (const { name } of by.args) add(name, { owner: by.args[0]?.value, by });
  known.set(facts, found);
  return found;

  function addNamed(by: Call, isText: boolean): void {
    const [first, second] = by.args;
    if (isText) add(textOf(first)?.split('.').at(-1), { owner: undefined, by });
    else add(textOf(second), { owner: first?.value, by });
  }
}

/** What `patch()` makes by itself in the place of an async function is async. */
const isPassed = (args: readonly Argument[], position: number): boolean =>
  args.some(({ name }, i) => (name === undefined ? i === position : name === 'new' || name === 'new_callable'));

const isOfPatch = ({ func }: Call): boolean => func.kind === 'Attribute' && lastNameIn(func.value) === 'patch';

function textOf(argument: Argument | undefined): string | undefined {
  const value = argument?.value;
  if (value?.kind === 'JoinedStr') return ANY;
  return value?.kind === 'Constant' && typeof value.value === 'string' ? value.value : undefined;
}

/** What methods store in `self` is an attribute of their class. */
const isReceiver = (facts: Facts, { id, value }: Attribute): boolean => {
  if (value.kind !== 'Name') return false;
  const scope = facts.scopes[facts.scopeOf[id] ?? 0];
  const method = facts.nodes[scope?.node ?? -1];
  return method?.kind === 'FunctionDef' && method.parameters[0]?.name === value.name && isInClass(facts, method.id);
};

const isInClass = (facts: Facts, id: number): boolean => facts.scopes[facts.scopeOf[id] ?? 0]?.type === 'class';

/**
 * Where it is replaced: in the block that it opens, or the function around, or that it decorates. What a method replaces in
 * something of `self`, or before each test, is so in the whole class. Undefined for the whole chunk.
 */
export function reachOf(facts: Facts, by: Attribute | Call): Node | undefined {
  let isDecorator = false;
  for (const outer of ancestors(facts, by)) {
    if (outer.kind === 'ClassDef' || (outer.kind === 'With' && isEntered(outer, by))) return outer;
    if (outer.kind === 'FunctionDef' && (isDecorator || !isForWholeClass(outer.name, by))) return outer;
    isDecorator = outer.kind === 'Decorator';
  }
  return undefined;
}

const isEntered = ({ items }: With, by: Node): boolean => items.some(({ context }) => context === by);

const isForWholeClass = (method: string, by: Attribute | Call): boolean =>
  isNamedBy(runsBeforeEachTest, method) ||
  pathOf(by.kind === 'Call' ? by.args[0]?.value : by)?.startsWith('self.') === true;

/** Whether two expressions may be, or be made by, the same class or module. */
function mayBeSame(home: Chunk, replacedIn: Expression, chunk: Chunk, askedOf: Expression): boolean {
  const path = pathOf(replacedIn);
  if (home === chunk && path !== undefined && path === pathOf(askedOf)) return true;
  const owner = typeOf(home, replacedIn);
  return membersOf(typeOf(chunk, askedOf)).some((type) => {
    if (type.kind === 'module') return membersOf(owner).includes(type);
    if (type.kind !== 'instance' && type.kind !== 'class') return false;
    return mayBeOf(chunk.project, owner, type.ref) !== false;
  });
}

/** `a.b.c`; undefined for anything but names with dots. */
function pathOf(node: Expression | undefined): string | undefined {
  if (node?.kind === 'Name') return node.name;
  const owner = node?.kind === 'Attribute' ? pathOf(node.value) : undefined;
  return owner === undefined || node?.kind !== 'Attribute' ? undefined : `${owner}.${node.attribute}`;
}
