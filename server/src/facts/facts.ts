import type { Located, Node, Statement } from './nodes.ts';

/**
 * What one pass over a chunk's flat tree gives: frozen plain data, offsets relative to the chunk.
 * Equal text gives equal facts, so facts are shared and cached by content.
 */
export interface Facts {
  readonly body: readonly Statement[];
  /** Every node in preorder: `nodes[n.id] === n`. */
  readonly nodes: readonly Node[];
  /** Parent's id by node id; -1 for the statements of `body`. */
  readonly parents: Int32Array;
  /** By node id: the id behind the node's subtree, so that `for (id = n.id; id < ends[n.id]; id++)` walks it. */
  readonly ends: Int32Array;
  /** `scopes[0]` is this chunk's part of the module scope; a scope comes after its parent. */
  readonly scopes: readonly Scope[];
  /** By node id: the index of the scope that the node is evaluated in. (A def's decorators, defaults and annotations: outside it. A def node itself: the scope that it binds its name in. A comprehension's first iterable: outside.) */
  readonly scopeOf: Int32Array;
  readonly bindings: readonly Binding[];
  /**
   * By id of a Name in load context: the bindings (indices) that can reach it, in source order, when the name is bound in the
   * scope that it resolves to and both stand in the same function, class or module scope. Narrowings stand for what they narrow.
   * No entry: the name is free here — see `resolve` in scopes.ts.
   */
  readonly reaching: ReadonlyMap<number, readonly number[]>;
  /** By name: the indices of the module bindings that can be alive where the chunk ends. */
  readonly exports: ReadonlyMap<string, ChunkExport>;
  /** Ranges that tree-sitter could not parse, merged and sorted; missing tokens are ranges of length 0. */
  readonly errors: readonly Located[];
  /**
   * What goes too deep to be read in full, so that nobody who recurses over facts runs out of stack: of an expression or of
   * `elif`s some parts are left out; of a chunk as a whole everything.
   */
  readonly tooDeep: readonly Located[];
  /** Comments that may silence findings (`noqa`, `async-pitfalls`, `type: ignore[…]`, `ruff: ignore[…]`), as written, `#` included. */
  readonly comments: readonly Comment[];
  /**
   * Id of the first node of the chunk's own, mostly 0. Nodes before it are the header of the class that the chunk goes on with;
   * they tell what its methods are part of, and stand in the text once for all its chunks.
   */
  readonly own: number;
  /** Length of the chunk in UTF-16 units. */
  readonly length: number;
}

export interface ChunkExport {
  readonly bindings: readonly number[];
  /** Whether what earlier chunks bound can still be alive behind this chunk (a binding in only one branch). */
  readonly maybeUnbound: boolean;
}

export interface Comment extends Located {
  readonly text: string;
}

export interface Scope {
  /** 'type-parameters' stands around a def, class or alias that has PEP 695 type parameters; annotations and bases are evaluated in it. */
  readonly type: 'module' | 'class' | 'function' | 'lambda' | 'comprehension' | 'type-parameters';
  /** Index of the parent; -1 for the module. */
  readonly parent: number;
  /** Id of the FunctionDef, ClassDef, Lambda, Comprehension or TypeAlias; -1 for the module. */
  readonly node: number;
  /** By name bound in this scope: its bindings in source order, narrowings excluded. */
  readonly names: ReadonlyMap<string, readonly number[]>;
  readonly globals: readonly string[];
  readonly nonlocals: readonly string[];
  /** Indices of nested scopes. */
  readonly children: readonly number[];
  /** For functions: whether the body (not nested ones) has a `yield`. */
  readonly isGenerator: boolean;
  /** Whether the scope (nested ones included) holds a syntax error. */
  readonly hasError: boolean;
}

export type BindingType =
  | 'import' // node: Alias
  | 'function' // node: FunctionDef
  | 'class' // node: ClassDef
  | 'parameter' // node: Parameter
  | 'type-parameter' // node: TypeParameter
  | 'value' // node: the Name in store context (assignment, for, with, walrus, comprehension, match); climb to the parent for the value
  | 'except' // node: ExceptHandler
  | 'delete' // node: the Name in delete context; reads after it find nothing
  | 'narrow'; // node: the test expression; see `prior` and `positive`

export interface Binding {
  readonly type: BindingType;
  readonly name: string;
  readonly scope: number;
  readonly node: number;
  /** For AugAssign targets and narrowings: the bindings that could reach there before. */
  readonly prior: readonly number[];
  /** For narrowings: whether the test held (true) or failed (false). */
  readonly positive: boolean;
  /** Ids of the Names in load context that this binding can reach (through narrowings and aug-assignments too), in the same scope. */
  readonly uses: readonly number[];
  /** Whether a nested function, class, lambda or comprehension reads the name, or `global`/`nonlocal` shares it: then its uses cannot be listed. */
  readonly escapes: boolean;
}
