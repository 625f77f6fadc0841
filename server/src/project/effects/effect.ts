import type {
  Attribute,
  BinOp,
  Call,
  Compare,
  ComprehensionFor,
  For,
  If,
  IfExp,
  Subscript,
  UnaryOp,
  While,
  WithItem,
} from '../../facts/nodes.ts';
import type { BlockingCall } from '../../knowledge/blocking.ts';
import type { Location } from '../names/location.ts';
import type { Certainty } from '../types/certainty.ts';

/** One reason why calling a function matters to its caller: something blocking, or the start of an event loop, in it. */
export interface Effect {
  readonly type: 'blocks' | 'runs-loop';
  /** The rule that the effect belongs to and, for blocking calls, the public name of what blocks. */
  readonly rule: string;
  readonly name: string;
  /** The weakest step on the path. */
  readonly certainty: Certainty;
  /** What is known of the blocking call. */
  readonly known?: BlockingCall;
  /** Of a long loop: how often it runs, at least; Infinity if it never ends. */
  readonly rounds?: number;
  /** Of a database: the attribute of the user's class that the culprit is called on, `reference.name`. */
  readonly client?: string;
  /** From the call that was asked about to the culprit. */
  readonly path: readonly EffectStep[];
  /** What the function that the call stands in must be given for it; nothing: it is not known to depend on that. */
  readonly preconditions?: readonly EffectCondition[];
  /** How often on the way a value is compared with names to choose what to do: `if kind == "sqlite": …`. */
  readonly cases?: number;
  /** Of the start of a loop: a helper on the way comes to it only in some cases. */
  readonly sometimes?: boolean;
  /** So many of the functions on the way come there in some cases only. */
  readonly detours?: number;
  /** Only the first call of a function on the way comes there: it keeps what it has made. */
  readonly once?: boolean;
  /** It lasts so many seconds, less than a tenth. */
  readonly seconds?: number;
  /** Where it happens, the function gives None. */
  readonly givesNone?: boolean;
}

/** What an argument must be for a part of a function to run. */
export interface EffectCondition {
  readonly parameter: string;
  /**
   * A `URL` leads to a server, unlike one that begins with `data:`; an `address` does so where the content may be given, too. Calling
   * a `plain function` runs it, while calling a `coroutine function` cannot fail.
   */
  readonly is:
    | 'true'
    | 'false'
    | 'None'
    | 'not None'
    | 'instance'
    | 'no instance'
    | 'URL'
    | 'address'
    | 'plain function'
    | 'coroutine function';
  /** It is one of a function around that function, such as the decorator that put it around another. */
  readonly isOuter?: boolean;
  /** References of the classes of which it is an instance, or of none of which it is one. */
  readonly classes?: readonly string[];
}

/** One call on the way, at the name that is called, as the user wrote it. */
export interface EffectStep {
  readonly at: Location;
  readonly name: string;
  /**
   * `with` and `for` call methods of the object that `name` stands for, reading an `attribute` a property; a `callback` is called by
   * what is called; an `operator` calls a special method; a `loop` is long by itself; a `decorator` calls what it decorates again.
   */
  readonly form: 'call' | 'callback' | 'with' | 'for' | 'attribute' | 'operator' | 'loop' | 'decorator';
}

/** What has effects when it is evaluated: a call, what calls a special method (`__enter__`, `__iter__`, `__getitem__` …), a property, a long loop. */
export type EffectSite =
  Call | WithItem | For | ComprehensionFor | Attribute | Subscript | Compare | BinOp | UnaryOp | If | IfExp | While;

/** Names the place where something blocks, whichever way leads there: `rule uri|chunk|start`. */
export function sinkOf({ rule, path }: Effect): string {
  const at = path.at(-1)?.at;
  return at ? `${rule} ${at.uri}|${String(at.chunk)}|${String(at.start)}` : '';
}
