import type { Attribute, Call, ClassDef, Expression, Subscript } from '../facts/nodes.ts';
import { argumentsAt } from '../knowledge/argument-place.ts';
import { threadLocks } from '../knowledge/loop/primitives.ts';
import { usesOfCreated } from '../project/coroutines/created-uses.ts';
import type { ChunkView, OccurrencePlace } from '../project/model/chunk-view.ts';
import { lastName } from '../project/names/definitions.ts';
import type { MakeEdits } from './fix.ts';
import { changeLock, replaceLock } from './replace-lock.ts';

/**
 * `threading.Lock` → `asyncio.Lock` for a lock that is entered or taken: where it is made once, as `replaceLock` does; also in the
 * body of a class, by a dataclass for each object, and by a `defaultdict` for each key.
 */
export function replaceHeldLock(view: ChunkView, lock: Expression): MakeEdits | undefined {
  if (lock.kind === 'Subscript') return replaceLockOfKeys(view, lock);
  const creations = lock.kind === 'Call' ? [{ call: lock, at: view.at(lock) }] : (view.creationsOf(lock) ?? []);
  const [made, ...others] = creations;
  if (!made) return lock.kind === 'Attribute' ? replaceLockOfClass(view, lock) : undefined;
  const home = others.length === 0 ? view.chunkAt(made.at) : undefined;
  return home && replaceLock(home, made.call);
}

// ------------------------------------------------------------------------------------ one for each key

/** `self.locks = defaultdict(threading.Lock)`, and all that is done with it is `self.locks[name]`. */
function replaceLockOfKeys(view: ChunkView, { value }: Subscript): MakeEdits | undefined {
  const [made, ...others] = view.creationsOf(value) ?? [];
  const home = made && others.length === 0 ? view.chunkAt(made.at) : undefined;
  if (home?.lookupCall(made!.call, { 'collections.defaultdict': true }) !== true) return undefined;
  const maker = made!.call.args.length === 1 ? made!.call.args[0]?.value : undefined;
  const uses = maker && usesOfCreated(home, made!.call);
  return (
    uses &&
    changeLock(
      home,
      maker,
      uses.map((use) => ({ ...use, isKeyed: true })),
    )
  );
}

// -------------------------------------------------------------------------------- in the body of a class

/** `lock = threading.Lock()`, which all objects share, or `lock: Lock = field(default_factory=Lock)`, which makes one for each. */
function replaceLockOfClass(view: ChunkView, lock: Attribute): MakeEdits | undefined {
  const declaration = declarationOf(view, lock);
  if (!declaration) return undefined;
  const { view: home, value, cls } = declaration;
  const [factory] = home.lookupCall(value, { 'dataclasses.field': true })
    ? argumentsAt(value, { name: 'default_factory' })
    : [];
  if (factory && (value.args.length > 1 || isHandedIn(view, cls, lock.attribute))) return undefined;
  const uses = usesOfAttribute(view, cls, lock.attribute);
  // The body of the class may use it by its name.
  if (!uses || usesOfCreated(home, value)?.length !== 0) return undefined;
  return changeLock(home, factory?.value ?? value.func, uses);
}

interface Declaration {
  readonly view: ChunkView;
  readonly value: Call;
  readonly cls: ClassDef;
}

/** The only place where the class of `self.lock` has a value under the name. */
function declarationOf(view: ChunkView, lock: Attribute): Declaration | undefined {
  const found = view.fileChunks().flatMap((chunk) =>
    chunk.facts.nodes.flatMap((cls) =>
      cls.kind === 'ClassDef' && isOf(view, lock, cls)
        ? cls.body.flatMap((statement) => {
            if (statement.kind !== 'Assign' && statement.kind !== 'AnnAssign') return [];
            const target = statement.kind === 'Assign' ? statement.targets[0] : statement.target;
            const isIts = target?.kind === 'Name' && target.name === lock.attribute;
            return isIts ? [{ view: chunk, value: statement.value, cls }] : [];
          })
        : [],
    ),
  );
  const [first, ...others] = found;
  if (first?.value?.kind !== 'Call' || others.length > 0) return undefined;
  return { ...first, value: first.value };
}

const isOf = (view: ChunkView, { value }: Attribute, { name }: ClassDef): boolean => {
  const type = view.typeOf(value);
  return (type.kind === 'instance' || type.kind === 'class') && lastName(type.ref) === name;
};

/** Every mention of the attribute; undefined where a lock of that name may be another one. */
function usesOfAttribute(view: ChunkView, cls: ClassDef, name: string): readonly OccurrencePlace[] | undefined {
  const places = view.occurrences(name).filter(({ node }) => node.kind === 'Attribute');
  const uses = places.filter(({ view: home, node }) => node.kind === 'Attribute' && isOf(home, node, cls));
  const isOther = ({ view: home, node }: OccurrencePlace): boolean => {
    const type = home.typeOf(node);
    return type.kind === 'instance' && home.lookup(type, threadLocks) === undefined;
  };
  return places.every((place) => uses.includes(place) || isOther(place)) ? uses : undefined;
}

/** `Account(lock=lock)`: whoever makes an object may bring a lock along. */
const isHandedIn = (view: ChunkView, { name }: ClassDef, attribute: string): boolean =>
  view.occurrencesInProject(name).some(({ view: home, node }) => {
    const call = home.parent(node);
    return (
      call?.kind === 'Call' &&
      call.func === node &&
      call.args.some((argument) => argument.name === undefined || argument.name === attribute)
    );
  });
