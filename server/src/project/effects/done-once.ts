import { canFallThrough } from '../../facts/function-bodies.ts';
import type { Facts } from '../../facts/facts.ts';
import { lastNameOf } from '../../facts/last-name.ts';
import type { Attribute, Expression, FunctionDef, Name, Node, Statement } from '../../facts/nodes.ts';
import { ancestors, isWithin } from '../../facts/walk.ts';
import { under, type NameTable } from '../../knowledge/name-table.ts';
import { typeOf } from '../inference/expressions.ts';
import { lookup } from '../inference/tables.ts';
import type { Chunk } from '../names/project.ts';
import { sourceName } from './effect-sites.ts';
import type { Effect, EffectSite } from './effect.ts';

/**
 * Whether a helper reads a file, asks a program or sets something up only the first time it is called: under `if not ready:` with a global that
 * is set there, or in a function whose result is cached. With parameters that holds for certificates alone: of settings for
 * TLS there are a few, of names for other files any number.
 */
export const isDoneOnce = (chunk: Chunk, site: EffectSite, within: FunctionDef, { rule, name }: Effect): boolean =>
  ONLY_ONCE.includes(rule) &&
  (isCachedProperty(within) ||
    ((within.parameters.length === 0 || CERTIFICATES.test(name)) && isCached(chunk, within)) ||
    isFirstTime(chunk, site, within));

export const isCachedProperty = ({ decorators }: FunctionDef): boolean =>
  decorators.some((decorator) => lastNameOf(decorator) === 'cached_property');

const ONLY_ONCE = ['blocking-file', 'blocking-path', 'blocking-call', 'blocking-subprocess'];

const CERTIFICATES =
  /(^|\.)(create_default_context|load_default_certs|load_cert_chain|load_verify_locations|set_default_verify_paths)$/;

const isCached = (chunk: Chunk, { decorators }: FunctionDef): boolean =>
  decorators.some(({ expression }) => {
    const maker = expression.kind === 'Call' ? expression.func : expression;
    return lookup(chunk, typeOf(chunk, maker), CACHES) !== undefined;
  });

const CACHES: NameTable<true> = under('functools', 'cache lru_cache', true);

/**
 * Whether a place in a function is come to only as long as an attribute or a global is not set that is set behind it:
 * `if cls.main is None: cls.main = App()`, `if self.client: return self.client` with `self.client = …` below.
 */
export function isKeptByCode({ facts }: Chunk, site: Node, within: FunctionDef): boolean {
  const isStoredIn = (statements: readonly Statement[], name: string): boolean =>
    statements.some((statement) =>
      facts.nodes
        .slice(statement.id, facts.ends[statement.id])
        .some((node) => isPlace(node) && node.context === 'store' && sourceName(node) === name),
    );
  const outer = outerNamesOf(facts, within);
  let child: Node = site;
  for (const node of ancestors(facts, site)) {
    if (node === within) break;
    const unset = node.kind === 'If' && node.body.includes(child as Statement) ? operandUnset(node.test) : undefined;
    const asked = keptName(unset, outer);
    if (node.kind === 'If' && asked !== '' && isStoredIn(node.body, asked)) return true;
    child = node;
  }
  const index = within.body.indexOf(child as Statement);
  return within.body.slice(0, Math.max(index, 0)).some((statement) => {
    const set = statement.kind === 'If' && !canFallThrough(statement.body) ? operandSet(statement.test) : undefined;
    const asked = keptName(set, outer);
    return asked !== '' && isStoredIn(within.body.slice(index), asked);
  });
}

const isPlace = (node: Node): node is Name | Attribute => node.kind === 'Name' || node.kind === 'Attribute';

/** Of what outlives the call: attributes and names of outer scopes, but no parameters. */
const keptName = (asked: Expression | undefined, outer: readonly string[]): string =>
  asked && isPlace(asked) && (asked.kind === 'Attribute' || outer.includes(asked.name)) ? sourceName(asked) : '';

/** The names that a function sets outside itself. */
function outerNamesOf({ scopes }: Facts, within: FunctionDef): readonly string[] {
  const scope = scopes.find(({ node, type }) => type === 'function' && node === within.id);
  return scope ? [...scope.globals, ...scope.nonlocals] : [];
}

/** `client` in `if client:`, `if client is not None:`. */
function operandSet(test: Expression): Expression | undefined {
  const [comparator] = test.kind === 'Compare' ? test.comparators : [];
  const isNone = comparator?.kind === 'Constant' && comparator.type === 'None';
  return test.kind === 'Compare' && isNone && test.operators.join() === 'is not'
    ? test.left
    : isPlace(test)
      ? test
      : undefined;
}

/**
 * Whether a property does something only as long as its object has no value for it: who reads it again and again means
 * what is kept.
 */
export function isKept({ facts }: Chunk, site: EffectSite, within: FunctionDef): boolean {
  const self = within.parameters[0]?.name;
  const body = facts.nodes.slice(within.id, facts.ends[within.id]);
  const isOwn = (node: Node): node is Attribute =>
    node.kind === 'Attribute' && node.value.kind === 'Name' && node.value.name === self;
  if (body.some((node) => isOwn(node) && node.context === 'store')) return true;
  for (const node of ancestors(facts, site)) {
    if (node === within) return false;
    const isInBody = node.kind === 'If' && node.body.some((statement) => isWithin(facts, site, statement));
    if (isInBody && asksForUnset(node.test, isOwn)) return true;
  }
  return false;
}

/** `not self.a`, `self.a is None`, also beside other conditions. */
function asksForUnset(test: Expression, isOwn: (node: Node) => boolean): boolean {
  if (test.kind === 'BoolOp') return asksForUnset(test.left, isOwn) || asksForUnset(test.right, isOwn);
  const asked = operandUnset(test);
  return asked !== undefined && isOwn(asked);
}

function isFirstTime({ facts }: Chunk, site: EffectSite, within: FunctionDef): boolean {
  const outer = outerNamesOf(facts, within);
  if (outer.length === 0) return false;
  for (const node of ancestors(facts, site)) {
    if (node === within) return false;
    if (node.kind !== 'If' || !node.body.some((statement) => isWithin(facts, site, statement))) continue;
    const flag = flagUnset(node.test);
    if (flag === undefined || !outer.includes(flag)) continue;
    const body = facts.nodes.slice(node.body[0]!.id, facts.ends[node.body.at(-1)!.id]);
    if (body.some((inner) => inner.kind === 'Name' && inner.context === 'store' && inner.name === flag)) return true;
  }
  return false;
}

function flagUnset(test: Expression): string | undefined {
  const asked = operandUnset(test);
  return asked?.kind === 'Name' ? asked.name : undefined;
}

/** `ready` in `not ready`, `client` in `client is None`. */
function operandUnset(test: Expression): Expression | undefined {
  if (test.kind === 'UnaryOp') return test.operator === 'not' ? test.operand : undefined;
  const [comparator] = test.kind === 'Compare' ? test.comparators : [];
  const isNone = comparator?.kind === 'Constant' && comparator.type === 'None';
  return test.kind === 'Compare' && isNone && test.operators.join() === 'is' ? test.left : undefined;
}
