import { lastNameIn } from '../../facts/last-name.ts';
import type { Call, Expression, Name, Node, Parameter } from '../../facts/nodes.ts';
import { resolve } from '../../facts/scopes.ts';
import { ancestors, parentOf } from '../../facts/walk.ts';
import { asgiReceive, asgiScope, asgiSend } from '../../knowledge/conventions/connections.ts';
import { isNamedBy } from '../../knowledge/conventions/convention.ts';
import type { Chunk } from '../names/project.ts';
import { membersOf, none, unknown, type Type } from '../types/types.ts';
import { builtinInstance, typingInstance } from './builtin-instances.ts';

/**
 * What the calls of the ASGI specification give where nothing else is known of the callee: `receive()`, `send(event)` and
 * `app(scope, receive, send)`. https://asgi.readthedocs.io/en/latest/specs/main.html
 */
export function asgiResult(chunk: Chunk, call: Call, callee: Type, result: Type): Type | undefined {
  if (
    !isOpen(callee, result) ||
    !isInCoroutine(chunk, call) ||
    call.args.some(({ stars, name }) => stars > 0 || name !== undefined)
  )
    return undefined;
  const { func, args } = call;
  const values = args.map(({ value }) => value);
  if (isApplicationCall(chunk, call, values)) return typingInstance(chunk, 'Awaitable', [none]);
  if (func.kind !== 'Name') return undefined;
  const around = func.name === 'receive' || func.name === 'send' ? parametersWith(chunk, func) : undefined;
  const isAsgi = around !== undefined && (isApplication(around) || values.some((value) => isEvent(value)));
  if (!isAsgi || values.length !== (func.name === 'send' ? 1 : 0)) return undefined;
  return typingInstance(chunk, 'Awaitable', [func.name === 'send' ? none : eventType(chunk)]);
}

/** Bridges to WSGI have plain functions of these names. */
function isInCoroutine({ facts }: Chunk, call: Call): boolean {
  for (const node of ancestors(facts, call)) {
    if (node.kind === 'FunctionDef') return node.isAsync;
    if (node.kind === 'Lambda') return false;
  }
  return false;
}

/** `send: Callable` says no more than no annotation. */
const isOpen = (callee: Type, result: Type): boolean =>
  result.kind === 'unknown' &&
  membersOf(callee).every(
    (item) => item.kind === 'unknown' || item.kind === 'none' || (item.kind === 'callable' && item.of === undefined),
  );

const eventType = (chunk: Chunk): Type => builtinInstance(chunk, 'dict', [builtinInstance(chunk, 'str'), unknown]);

const ROLES = [asgiScope, asgiReceive, asgiSend];

/** `app(scope, receive, send)`, as a statement or returned: a class may be made of the three as well, and is kept then. */
function isApplicationCall({ facts }: Chunk, call: Call, values: readonly Expression[]): boolean {
  const user = parentOf(facts, call)?.kind;
  return (
    (user === 'Expr' || user === 'Return' || user === 'Await') &&
    values.length === ROLES.length &&
    ROLES.every((role, i) => isNamedBy(role, lastNameIn(values[i]!)))
  );
}

/** The parameters of the function that a name is a parameter of. */
function parametersWith({ facts }: Chunk, name: Name): readonly Parameter[] | undefined {
  const found = resolve(facts, name);
  const [binding, ...others] = found === 'module' ? [] : found.bindings.map((index) => facts.bindings[index]!);
  const parameter = binding && others.length === 0 ? facts.nodes[binding.node] : undefined;
  const owner: Node | undefined = parameter?.kind === 'Parameter' ? parentOf(facts, parameter) : undefined;
  return owner?.kind === 'FunctionDef' ? owner.parameters : undefined;
}

function isApplication(parameters: readonly Parameter[]): boolean {
  const names = parameters.map(({ name }) => name).filter((name) => name !== 'self');
  return names[0] === 'scope' && names[1] === 'receive' && names[2] === 'send';
}

/** `{"type": "http.response.start", …}` */
const isEvent = (node: Expression): boolean =>
  node.kind === 'Dict' &&
  node.keys.some((key, i) => {
    const value = node.values[i];
    return (
      key?.kind === 'Constant' &&
      key.value === 'type' &&
      value?.kind === 'Constant' &&
      /^(http|websocket|lifespan)\./.test(String(value.value))
    );
  });
