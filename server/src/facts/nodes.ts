/**
 * The facts' picture of Python code: plain data named after Python's own `ast` module, so that a
 * reader of https://docs.python.org/3/library/ast.html knows every node.
 *
 * Offsets are UTF-16 code units relative to the start of the chunk. `id` is the node's place in
 * preorder within its chunk: `facts.nodes[id]` is the node, `facts.parents[id]` its parent.
 */
export interface Located {
  readonly start: number;
  readonly end: number;
}

interface NodeBase extends Located {
  readonly id: number;
}

// ---------------------------------------------------------------------------------- expressions

export interface Name extends NodeBase {
  readonly kind: 'Name';
  readonly name: string;
  readonly context: 'load' | 'store' | 'delete';
}

export interface Attribute extends NodeBase {
  readonly kind: 'Attribute';
  readonly value: Expression;
  /** The name behind the dot; it stands at `attributeStart`…`end`. Empty while being typed (`x.`). */
  readonly attribute: string;
  readonly attributeStart: number;
  readonly context: 'load' | 'store' | 'delete';
}

export interface Argument extends NodeBase {
  readonly kind: 'Argument';
  /** Keyword name of `name=value`; undefined for positional arguments and for `*xs` / `**xs`. */
  readonly name: string | undefined;
  /** 1 for `*value`, 2 for `**value`. */
  readonly stars: 0 | 1 | 2;
  readonly value: Expression;
}

export interface Call extends NodeBase {
  readonly kind: 'Call';
  readonly func: Expression;
  readonly args: readonly Argument[];
  /** Offset of `(`; a bare generator argument `f(x for x in y)` has its parentheses here too. */
  readonly openParen: number;
}

export interface Await extends NodeBase {
  readonly kind: 'Await';
  readonly value: Expression;
}

export interface Subscript extends NodeBase {
  readonly kind: 'Subscript';
  readonly value: Expression;
  readonly indices: readonly Expression[];
  readonly context: 'load' | 'store' | 'delete';
}

export interface Slice extends NodeBase {
  readonly kind: 'Slice';
  readonly parts: readonly Expression[];
}

export interface Constant extends NodeBase {
  readonly kind: 'Constant';
  readonly type: 'int' | 'float' | 'complex' | 'str' | 'bytes' | 'bool' | 'None' | 'ellipsis';
  /**
   * Decoded value: a number for int and float; a boolean; for str the text (escapes kept as written)
   * when it is at most 200 units long. Undefined otherwise.
   */
  readonly value: number | string | boolean | undefined;
}

/** An f-string (or t-string), also an implicit concatenation with one in it; `values` are the interpolated expressions. */
export interface JoinedStr extends NodeBase {
  readonly kind: 'JoinedStr';
  readonly values: readonly Expression[];
}

export interface Lambda extends NodeBase {
  readonly kind: 'Lambda';
  readonly parameters: readonly Parameter[];
  readonly body: Expression;
}

export interface ComprehensionFor extends NodeBase {
  readonly kind: 'ComprehensionFor';
  readonly isAsync: boolean;
  readonly target: Expression;
  readonly iter: Expression;
  readonly conditions: readonly Expression[];
}

export interface Comprehension extends NodeBase {
  readonly kind: 'Comprehension';
  readonly type: 'list' | 'set' | 'dict' | 'generator';
  /** The element; for dict comprehensions the value. */
  readonly element: Expression;
  readonly key: Expression | undefined;
  readonly generators: readonly ComprehensionFor[];
}

/** List, tuple or set display, also as an assignment target. A tuple's range includes its parentheses, if any. */
export interface Collection extends NodeBase {
  readonly kind: 'Collection';
  readonly type: 'list' | 'tuple' | 'set';
  readonly elements: readonly Expression[];
}

export interface Dict extends NodeBase {
  readonly kind: 'Dict';
  /** Parallel to `values`; undefined for `**mapping`. */
  readonly keys: readonly (Expression | undefined)[];
  readonly values: readonly Expression[];
}

export interface Starred extends NodeBase {
  readonly kind: 'Starred';
  readonly value: Expression;
}

export interface BinOp extends NodeBase {
  readonly kind: 'BinOp';
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

export interface UnaryOp extends NodeBase {
  readonly kind: 'UnaryOp';
  readonly operator: 'not' | '-' | '+' | '~';
  readonly operand: Expression;
}

export interface BoolOp extends NodeBase {
  readonly kind: 'BoolOp';
  readonly operator: 'and' | 'or';
  readonly left: Expression;
  readonly right: Expression;
}

export interface Compare extends NodeBase {
  readonly kind: 'Compare';
  readonly left: Expression;
  readonly operators: readonly string[];
  readonly comparators: readonly Expression[];
}

export interface IfExp extends NodeBase {
  readonly kind: 'IfExp';
  readonly test: Expression;
  readonly body: Expression;
  readonly orelse: Expression;
}

export interface NamedExpr extends NodeBase {
  readonly kind: 'NamedExpr';
  readonly target: Name;
  readonly value: Expression;
}

export interface Yield extends NodeBase {
  readonly kind: 'Yield';
  readonly value: Expression | undefined;
}

export interface YieldFrom extends NodeBase {
  readonly kind: 'YieldFrom';
  readonly value: Expression;
}

/** An expression that the extractor does not model, or a broken one; `children` keep what could be read inside. */
export interface OpaqueExpression extends NodeBase {
  readonly kind: 'Opaque';
  readonly children: readonly Expression[];
}

export type Expression =
  | Name
  | Attribute
  | Call
  | Await
  | Subscript
  | Slice
  | Constant
  | JoinedStr
  | Lambda
  | Comprehension
  | Collection
  | Dict
  | Starred
  | BinOp
  | UnaryOp
  | BoolOp
  | Compare
  | IfExp
  | NamedExpr
  | Yield
  | YieldFrom
  | OpaqueExpression;

// ----------------------------------------------------------------------------------- statements

export interface Decorator extends NodeBase {
  readonly kind: 'Decorator';
  readonly expression: Expression;
}

export interface Parameter extends NodeBase {
  readonly kind: 'Parameter';
  readonly name: string;
  readonly nameStart: number;
  /** 'args' is `*args`, 'kwargs' is `**kwargs`; a bare `*` or `/` is no parameter, it shows in the kinds around it. */
  readonly type: 'positional-only' | 'positional' | 'keyword-only' | 'args' | 'kwargs';
  readonly annotation: Expression | undefined;
  readonly default: Expression | undefined;
}

/** PEP 695: `T`, `T: bound`, `*Ts`, `**P`. */
export interface TypeParameter extends NodeBase {
  readonly kind: 'TypeParameter';
  readonly name: string;
  /** 1 for `*Ts`, 2 for `**P`. */
  readonly stars: 0 | 1 | 2;
  readonly bound: Expression | undefined;
}

export interface FunctionDef extends NodeBase {
  readonly kind: 'FunctionDef';
  readonly name: string;
  readonly nameStart: number;
  readonly isAsync: boolean;
  /** Offset of `async` if present, else of `def`. `start` is that of the first decorator. */
  readonly defStart: number;
  readonly decorators: readonly Decorator[];
  readonly typeParameters: readonly TypeParameter[];
  readonly parameters: readonly Parameter[];
  readonly returns: Expression | undefined;
  readonly body: readonly Statement[];
}

export interface ClassDef extends NodeBase {
  readonly kind: 'ClassDef';
  readonly name: string;
  readonly nameStart: number;
  readonly decorators: readonly Decorator[];
  readonly typeParameters: readonly TypeParameter[];
  /** Base classes and keywords (`metaclass=…`), as in a call. */
  readonly arguments: readonly Argument[];
  readonly body: readonly Statement[];
}

export interface ExpressionStatement extends NodeBase {
  readonly kind: 'Expr';
  readonly value: Expression;
}

export interface Assign extends NodeBase {
  readonly kind: 'Assign';
  readonly targets: readonly Expression[];
  readonly value: Expression;
}

export interface AnnAssign extends NodeBase {
  readonly kind: 'AnnAssign';
  readonly target: Expression;
  readonly annotation: Expression;
  readonly value: Expression | undefined;
}

export interface AugAssign extends NodeBase {
  readonly kind: 'AugAssign';
  readonly target: Expression;
  readonly operator: string;
  readonly value: Expression;
}

export interface Return extends NodeBase {
  readonly kind: 'Return';
  readonly value: Expression | undefined;
}

export interface Raise extends NodeBase {
  readonly kind: 'Raise';
  readonly exception: Expression | undefined;
  readonly cause: Expression | undefined;
}

export interface Delete extends NodeBase {
  readonly kind: 'Delete';
  readonly targets: readonly Expression[];
}

export interface Assert extends NodeBase {
  readonly kind: 'Assert';
  readonly test: Expression;
  readonly message: Expression | undefined;
}

/** `pass`, `break`, `continue`. */
export interface Simple extends NodeBase {
  readonly kind: 'Pass' | 'Break' | 'Continue';
}

export interface ScopeDeclaration extends NodeBase {
  readonly kind: 'Global' | 'Nonlocal';
  readonly names: readonly string[];
}

/** One name of an import: `a.b as c`. */
export interface Alias extends NodeBase {
  readonly kind: 'Alias';
  /** Dotted name; `*` for star imports. */
  readonly name: string;
  readonly asname: string | undefined;
}

export interface Import extends NodeBase {
  readonly kind: 'Import';
  readonly names: readonly Alias[];
}

export interface ImportFrom extends NodeBase {
  readonly kind: 'ImportFrom';
  /** Dotted name without the leading dots; empty for `from . import x`. */
  readonly module: string;
  /** Number of leading dots. */
  readonly level: number;
  readonly names: readonly Alias[];
}

export interface If extends NodeBase {
  readonly kind: 'If';
  readonly test: Expression;
  readonly body: readonly Statement[];
  /** `elif` is an If alone in here, as in `ast`. */
  readonly orelse: readonly Statement[];
}

export interface While extends NodeBase {
  readonly kind: 'While';
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

export interface For extends NodeBase {
  readonly kind: 'For';
  readonly isAsync: boolean;
  readonly target: Expression;
  readonly iter: Expression;
  readonly body: readonly Statement[];
  readonly orelse: readonly Statement[];
}

export interface WithItem extends NodeBase {
  readonly kind: 'WithItem';
  readonly context: Expression;
  readonly target: Expression | undefined;
}

export interface With extends NodeBase {
  readonly kind: 'With';
  readonly isAsync: boolean;
  readonly items: readonly WithItem[];
  readonly body: readonly Statement[];
}

export interface ExceptHandler extends NodeBase {
  readonly kind: 'ExceptHandler';
  /** Undefined for a bare `except:`. */
  readonly type: Expression | undefined;
  readonly name: string | undefined;
  readonly nameStart: number;
  /** `except*` */
  readonly isGroup: boolean;
  readonly body: readonly Statement[];
}

export interface Try extends NodeBase {
  readonly kind: 'Try';
  readonly body: readonly Statement[];
  readonly handlers: readonly ExceptHandler[];
  readonly orelse: readonly Statement[];
  readonly finalbody: readonly Statement[];
}

export interface MatchCase extends NodeBase {
  readonly kind: 'MatchCase';
  /** The names that the patterns bind, as Names in store context; nothing else of a pattern is kept. */
  readonly captures: readonly Name[];
  /** A bare `_` or a bare name without guard: matches anything. */
  readonly irrefutable: boolean;
  readonly guard: Expression | undefined;
  readonly body: readonly Statement[];
}

export interface Match extends NodeBase {
  readonly kind: 'Match';
  readonly subject: Expression;
  readonly cases: readonly MatchCase[];
}

/** PEP 695 `type X = …`. */
export interface TypeAlias extends NodeBase {
  readonly kind: 'TypeAlias';
  readonly name: Name;
  readonly typeParameters: readonly TypeParameter[];
  readonly value: Expression;
}

/** A statement that could not be parsed; `children` keep what could be read inside. */
export interface OpaqueStatement extends NodeBase {
  readonly kind: 'OpaqueStatement';
  readonly children: readonly (Statement | Expression)[];
}

export type Statement =
  | FunctionDef
  | ClassDef
  | ExpressionStatement
  | Assign
  | AnnAssign
  | AugAssign
  | Return
  | Raise
  | Delete
  | Assert
  | Simple
  | ScopeDeclaration
  | Import
  | ImportFrom
  | If
  | While
  | For
  | With
  | Try
  | Match
  | TypeAlias
  | OpaqueStatement;

export type Node =
  | Expression
  | Statement
  | Argument
  | ComprehensionFor
  | Decorator
  | TypeParameter
  | Parameter
  | Alias
  | WithItem
  | ExceptHandler
  | MatchCase;

export type NodeKind = Node['kind'];
export type NodeOf<K extends NodeKind> = Extract<Node, { readonly kind: K }>;
