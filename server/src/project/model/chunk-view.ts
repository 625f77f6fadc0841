import type { Binding, Facts, Scope } from '../../facts/facts.ts';
import type { Call, ClassDef, Expression, FunctionDef, Lambda, Name, Node } from '../../facts/nodes.ts';
import type { Occurrence } from '../../facts/occurrences.ts';
import type { NameTable } from '../../knowledge/name-table.ts';
import type { Range } from '../../text/range.ts';
import type { CallUse } from '../effects/call-uses.ts';
import type { Company, Shared } from '../effects/company.ts';
import type { EffectSite, Effect } from '../effects/effect.ts';
import type { Occasion } from '../effects/occasions.ts';
import type { TellingArgument } from '../inference/call-site-inference.ts';
import type { ConfiguredNames } from '../inference/configured-names.ts';
import type { Creation } from '../inference/creations.ts';
import type { Expected } from '../inference/expected-types.ts';
import type { AsyncLibrary } from '../names/imported-packages.ts';
import type { Location } from '../names/location.ts';
import type { Evidence } from '../types/certainty.ts';
import type { Signature } from '../types/signature.ts';
import type { Type } from '../types/types.ts';

/** What rules and fixes see of one chunk: its facts and, through read-only questions, the project around it. */
export interface ChunkView {
  readonly uri: string;
  readonly chunk: number;
  readonly facts: Facts;
  readonly library: AsyncLibrary;
  /** The oldest Python that the project supports, e.g. [3, 9]. */
  readonly python: readonly [number, number];
  readonly isNotebook: boolean;
  /** Which async tests pytest runs by the project's settings: all, or those with a mark alone. Undefined: not known. */
  readonly asyncTests: 'all' | 'marked' | undefined;
  /** The project asks for a plugin that lets pytest run async tests, whether or not it is installed here. */
  readonly wantsTestPlugin: boolean;

  /** What the claim at hand rests on: the weakest answer so far to a question below. */
  readonly evidence: Evidence;

  /** Whether the file names no library, and its package is made for trio, too. */
  mayRunOnTrio(): boolean;

  /** The source text of a node or range of this chunk. */
  source(range: Range): string;
  at(range: Range): Location;

  parent(node: Node): Node | undefined;
  scope(node: Node): Scope;
  /** The innermost function or lambda that the node is evaluated in; comprehensions are looked through. */
  functionAround(node: Node): FunctionDef | Lambda | undefined;
  /** The enclosing `async def` if the node runs in its body itself (not in a nested def or lambda, nor in a lazy generator expression's later part). */
  coroutineAround(node: Node): FunctionDef | undefined;
  /** The `async def` whose body runs the node, be it in a generator expression that is run through or a lambda that is called right there. */
  coroutineRunning(node: Node): FunctionDef | undefined;
  bindingsReaching(name: Name): readonly Binding[];

  /** The expression's type at its place; unknown where nothing is sure. */
  typeOf(expression: Expression): Type;
  /** What awaiting a value of this type gives; undefined when it is not known to be awaitable. */
  awaited(type: Type): Type | undefined;
  /** Whether a value of the type may be awaited; true where that is not known. Rests on the type alone, not on what that gives. */
  mayAwait(type: Type): boolean;
  /** The same for `for` (or `async for`). */
  mayIterate(type: Type, isAsync: boolean): boolean;
  /** The same for `with` (or `async with`). */
  mayEnter(type: Type, isAsync: boolean): boolean;
  /** The attribute's type; unknown when nothing is sure; undefined when the type is known and certainly has no such attribute. */
  member(type: Type, name: string): Type | undefined;
  /** What `for` (or `async for`) gives; undefined when the type is known not to be iterable in that way. */
  element(type: Type, isAsync: boolean): Type | undefined;
  /** What `with` (or `async with`) binds; undefined when the type is known not to be such a context manager. */
  entered(type: Type, isAsync: boolean): Type | undefined;
  /** What is declared of the place that the expression's value goes to; undefined where nothing is. */
  expectedAt(expression: Expression): Expected | undefined;
  /** Whether a value that can be awaited is certainly not what a declaration asks for. */
  rulesOut(declared: Type, value: Type): boolean;
  /** The table's value for a function, class or method, however it was imported, aliased or inherited. */
  lookup<V>(type: Type, table: NameTable<V>): V | undefined;
  /** `lookup` of what is called. */
  lookupCall<V>(call: Call, table: NameTable<V>): V | undefined;
  /** Whether the dotted name is a module that an import in this file finds, of the project or installed, or something in one. */
  isImportable(name: string): boolean;
  /** Whether the user's settings name it in one of their lists. */
  isConfigured(type: Type, list: ConfiguredNames): boolean;
  /** Whether the instance's or class's MRO holds the class of this public dotted name. */
  isInstanceOf(type: Type, className: string): boolean;
  /** What a `def` binds its name to: the function as its decorators leave it. */
  typeOfDefinition(node: FunctionDef): Type;
  /** What calling a value of this type gives, whatever the arguments. */
  resultOf(type: Type): Type;
  /** The function behind a property of an instance. */
  propertyOf(type: Type, name: string): Type | undefined;
  /** The definition behind a function type, where its file is part of the project: its place, name, async-ness. */
  definition(type: Type): Definition | undefined;
  /** What the outside sees of a function type: async-ness, parameters, declared result. */
  signature(type: Type): Signature | undefined;
  /** The first such thing that a call, or anything that calls, does to the loop's thread. */
  /** Whether `effectOf` may find anything there: most often it cannot. */
  hasEffects(site: EffectSite): boolean;
  effectOf(site: EffectSite, isMeant: (effect: Effect) => boolean): Effect | undefined;
  /** When a place in a coroutine runs, if nobody can be waiting for the loop then. */
  occasionAt(place: Node, coroutine: FunctionDef): Occasion | undefined;
  /** Whether several tasks may be in a coroutine at once, and there share its object, or what the program has once. */
  companyIn(coroutine: FunctionDef, shared: Shared): Company;
  /** Whether a decorator runs a coroutine on a loop of its own. What blocks there holds up nobody else. */
  isRunByDecorator(coroutine: FunctionDef): boolean;
  /** Whether the class of an object whose method is called sets the loop of the thread. */
  maySetLoop(call: Call): boolean;
  /** Whether what is called, or what that calls in turn, works only on the thread that it runs on now. */
  isBoundToThread(site: EffectSite): boolean;
  /** The same of one node of code that is to run elsewhere. */
  isBoundNode(node: Node): boolean;
  /** The calls that make what an expression stands for (`self.lock`, a variable); undefined where not all of them are known. */
  creationsOf(expression: Expression): readonly Creation[] | undefined;
  /** The argument of a call that tells what the expression is; undefined where its type does not rest on calls. */
  argumentBehind(expression: Expression): TellingArgument | undefined;
  /** Whether a file of the project seems to apply `nest_asyncio`, so that loops may run within loops. */
  nestsLoops(): boolean;
  /**
   * The views in order, this one included. Whoever asks is asked again when any of them changes:
   * where a name is looked for, `occurrences` costs less.
   */
  fileChunks(): readonly ChunkView[];
  /** Whether the file imports one of these top-level packages, or a part of it. */
  imports(packages: readonly string[]): boolean;
  /**
   * The places in this file that use a name as a variable or an attribute, in order; none where more chunks than `most` have it
   * (by default any number), so that who looks from each of them does not take forever.
   */
  occurrences(name: string, most?: number): readonly OccurrencePlace[];
  /**
   * How the other chunks of the file, or of the class around, take what calls of one callee give; undefined where more chunks than
   * `most` have its last name.
   */
  callUsesBeside(callee: string, where: 'file' | 'class', most: number): readonly CallUse[] | undefined;
  /** Whether code runs only behind a question about what sort of thing the value is: see `sort-questions.ts`. */
  isSortAsked(value: Expression): boolean;
  /** Whether code above or around puts something else in the place of what is called: see `replaced-functions.ts`. */
  isReplaced(callee: Expression): boolean;
  /** Whether any of the user's files stores an attribute of this name in anything but `self`. */
  isStored(name: string): boolean;
  /**
   * The same in all of the user's files, also where an import has given it another name. For fixes only: it looks through all
   * texts, and what rests on it is not asked again when another file changes.
   */
  occurrencesInProject(name: string): readonly OccurrencePlace[];
  /**
   * Of these those that read a function, or one of several of one name, and with `unknownToo` those of which nobody knows what
   * they read: others of that name are not looked at, however many there are.
   */
  usesOf(functions: readonly Pick<Definition, 'view' | 'node'>[], unknownToo?: boolean): readonly OccurrencePlace[];
  /** The user's methods that override a method in subclasses; undefined where they are too many to be looked at. */
  overriding(method: FunctionDef): readonly Definition[] | undefined;
  /** Where a class stands: a long one is cut into chunks. In source order. */
  partsOfClass(cls: ClassDef): readonly ClassPlace[];
  /** The ids of the chunks that a class around this one is cut into; mostly this one alone. */
  classChunks(): readonly number[];
  /** The view of the chunk in which a place of this file is. */
  chunkAt(at: Location): ChunkView | undefined;
}

/** The use of a name, and where it stands. */
export interface OccurrencePlace {
  readonly view: ChunkView;
  readonly node: Occurrence;
}

/** A class, as far as it stands in a chunk. */
export interface ClassPlace {
  readonly view: ChunkView;
  readonly node: ClassDef;
}

export interface Definition {
  readonly node: FunctionDef;
  readonly view: ChunkView;
  readonly at: Location;
  readonly qualifiedName: string;
  /** Not part of the user's own code. */
  readonly isLibrary: boolean;
}

/** Whether the oldest Python that the project supports is Python 3 of at least this minor version. */
export const hasPython = ({ python: [major, minor] }: Pick<ChunkView, 'python'>, least: number): boolean =>
  major > 3 || minor >= least;
