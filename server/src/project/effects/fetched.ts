import { bindingsBehindTests } from '../../facts/behind-tests.ts';
import type { Expression, Name, Node, Parameter } from '../../facts/nodes.ts';
import { parentOf, preorder } from '../../facts/walk.ts';
import { argumentsAt } from '../../knowledge/argument-place.ts';
import type { BlockingCall } from '../../knowledge/blocking.ts';
import { creationsOf } from '../inference/creations.ts';
import { testsHeldAt, type HeldTest } from '../inference/held-tests.ts';
import { functionDefinition, referenceTo } from '../names/definitions.ts';
import type { Chunk, Project } from '../names/project.ts';
import { sourceName } from './effect-sites.ts';
import type { EffectCondition, EffectSite } from './effect.ts';
import { usesOf } from './function-uses.ts';
import { argumentFor } from './passed-arguments.ts';

/** What an argument that leads to a server is. */
type Address = NonNullable<BlockingCall['fetches']>['what'];

/** Whether a call has no server to ask: what it is given is the content itself. */
export const isPassedContent = (chunk: Chunk, site: EffectSite, { fetches }: BlockingCall): boolean =>
  fetches !== undefined && addressesAt(site, fetches.from).some((value) => isContent(chunk, value, fetches.what));

const addressesAt = (site: EffectSite, place: Parameters<typeof argumentsAt>[1]): readonly Expression[] =>
  site.kind === 'Call' ? argumentsAt(site, place).map(({ value }) => value) : [];

/** What a function must be given for a call in it to ask a server. */
export function conditionsOfFetch(
  chunk: Chunk,
  site: EffectSite,
  { fetches }: BlockingCall,
): readonly EffectCondition[] {
  if (!fetches) return [];
  return addressesAt(site, fetches.from).flatMap((value) => {
    const parameter = parameterBehind(chunk, value);
    return parameter ? [{ parameter: parameter.name, is: fetches.what }] : [];
  });
}

/** A `data:` URL holds what it leads to; where content is welcome as well as addresses, what was awaited before is content. */
export function isContent(chunk: Chunk, value: Expression, what: Address): boolean {
  if (beginsWithData(value) || (what === 'address' && isAwaited(chunk, value))) return true;
  for (const held of testsHeldAt(chunk, value)) if (saysData(chunk, held, value)) return true;
  const parameter = parameterBehind(chunk, value);
  const owner = parameter && parentOf(chunk.facts, parameter);
  return (
    owner?.kind === 'FunctionDef' &&
    chunk.project.ask.isAlwaysPassedContent(`${referenceTo(chunk, owner)} ${parameter?.name ?? ''} ${what}`)
  );
}

/** Whether all that is seen of a function's calls give a parameter the content, `function parameter what`. */
export function isAlwaysPassedContent(project: Project, key: string): boolean {
  const [ref = '', name = '', what = ''] = key.split(' ');
  const definition = functionDefinition(project, ref);
  if (!definition || definition.chunk.file.isLibrary) return false;
  const isMethod = project.ask.signature(ref)?.ownerClass !== undefined;
  const uses = usesOf(project, ref, definition.chunk) ?? [];
  return (
    uses.length > 0 &&
    uses.every(({ chunk, node }) => {
      const call = parentOf(chunk.facts, node);
      const passed =
        call?.kind === 'Call' && call.func === node ? argumentFor(call, definition.node, isMethod, name) : undefined;
      return passed !== undefined && isWithinCall(call, passed) && isContent(chunk, passed, what as Address);
    })
  );
}

/** Not a default, which stands in the other function. */
const isWithinCall = (call: Node | undefined, passed: Expression): boolean =>
  call?.kind === 'Call' && call.args.some(({ value }) => value === passed);

/** The parameter whose value a name still has. */
function parameterBehind({ facts }: Chunk, value: Expression): Parameter | undefined {
  if (value.kind !== 'Name') return undefined;
  const [index, ...others] = bindingsBehindTests(facts, facts.reaching.get(value.id) ?? []);
  const origin = index === undefined || others.length > 0 ? undefined : facts.nodes[facts.bindings[index]?.node ?? -1];
  return origin?.kind === 'Parameter' ? origin : undefined;
}

// ----------------------------------------------------------------------------------- data: URLs

const DATA = 'data:';

function beginsWithData(value: Expression): boolean {
  if (value.kind === 'BinOp') return beginsWithData(value.left);
  return value.kind === 'Constant' && isData(value);
}

const isData = (node: Expression): boolean =>
  node.kind === 'Collection'
    ? node.elements.length > 0 && node.elements.every(isData)
    : node.kind === 'Constant' && typeof node.value === 'string' && node.value.startsWith(DATA);

/** Whether a test that has come out so says that a value begins with `data:`. */
function saysData(chunk: Chunk, { test, outcome }: HeldTest, value: Expression): boolean {
  switch (test.kind) {
    case 'UnaryOp':
      return test.operator === 'not' && saysData(chunk, { test: test.operand, outcome: !outcome }, value);
    case 'BoolOp':
      return (
        (test.operator === 'and') === outcome &&
        [test.left, test.right].some((part) => saysData(chunk, { test: part, outcome }, value))
      );
    case 'Call': {
      const [prefix] = test.args;
      if (!outcome || test.func.kind !== 'Attribute' || test.func.attribute !== 'startswith' || !prefix) return false;
      return isData(prefix.value) && isSameValue(chunk, withoutMethods(test.func.value), value);
    }
    case 'Compare': {
      const [operator, ...others] = test.operators;
      const [other] = test.comparators;
      if (others.length > 0 || other?.kind !== 'Constant' || (operator !== '==' && operator !== '!=')) return false;
      return (operator === '==') === outcome && other.value === 'data' && isSchemeOf(chunk, test.left, value);
    }
    default:
      return false;
  }
}

/** `url` of `url.strip().lower()` */
const withoutMethods = (text: Expression): Expression =>
  text.kind === 'Call' && text.func.kind === 'Attribute' && text.args.length === 0
    ? withoutMethods(text.func.value)
    : text;

/** `urlparse(url).scheme`, also of a variable that holds the parts. */
function isSchemeOf(chunk: Chunk, node: Expression, url: Expression): boolean {
  if (node.kind !== 'Attribute' || node.attribute !== 'scheme') return false;
  const parts = creationsOf(chunk, node.value) ?? [];
  return (
    parts.length > 0 &&
    parts.every(({ call }) => call.args[0] !== undefined && isSameValue(chunk, call.args[0].value, url))
  );
}

function isSameValue({ facts }: Chunk, a: Expression, b: Expression): boolean {
  const name = sourceName(a);
  if (name === '' || name !== sourceName(b)) return false;
  const from = (node: Name): string => bindingsBehindTests(facts, facts.reaching.get(node.id) ?? []).join();
  return a.kind !== 'Name' || b.kind !== 'Name' || from(a) === from(b);
}

// ------------------------------------------------------------------------------- awaited content

/** Whether a value is made of what an `await` has given, an `async with` too: `response.text`, `await response.text()`. */
function isAwaited(chunk: Chunk, value: Expression): boolean {
  const { facts } = chunk;
  const seen = new Set<number>();
  const rest: Node[] = [value];
  for (const root of rest)
    for (const node of preorder(facts, root)) {
      if (node.kind === 'Await') return true;
      if (node.kind !== 'Name') continue;
      for (const index of bindingsBehindTests(facts, facts.reaching.get(node.id) ?? [])) {
        const target = facts.nodes[facts.bindings[index]?.node ?? -1];
        const holder = target && parentOf(facts, target);
        if (!target || seen.has(target.id)) continue;
        seen.add(target.id);
        if (holder?.kind === 'WithItem' && isAsync(parentOf(facts, holder))) return true;
        if (holder?.kind === 'Assign') rest.push(holder.value);
      }
    }
  return false;
}

const isAsync = (node: Node | undefined): boolean => node?.kind === 'With' && node.isAsync;
