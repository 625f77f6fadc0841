import type { ClassDef, Expression, FunctionDef, Parameter } from '../../facts/nodes.ts';
import { enclosing, parentOf } from '../../facts/walk.ts';
import { valueKeptIn } from '../inference/coroutine-tests.ts';
import { typeOf } from '../inference/expressions.ts';
import { referenceTo } from '../names/definitions.ts';
import { callsByName, chunksCalling } from '../names/mentioned-places.ts';
import { chunkOf, type Chunk } from '../names/project.ts';
import { usesOf } from './function-uses.ts';
import { argumentFor } from './passed-arguments.ts';

/** An expression, and the chunk in which it stands. */
interface Placed {
  readonly chunk: Chunk;
  readonly node: Expression;
}

/** What callers pass for a parameter, or for the one that `__init__` keeps as an attribute. */
export function valuesPassedFor(chunk: Chunk, expression: Expression): readonly Placed[] {
  const kept = expression.kind === 'Attribute' ? valueKeptIn(chunk, expression) : { chunk, node: expression };
  const found = kept && parameterAt(kept.chunk, kept.node);
  if (!kept || !found) return [];
  const { owner, parameter } = found;
  const cls = owner.name === '__init__' ? enclosing(kept.chunk.facts, owner, 'ClassDef') : undefined;
  return cls ? passedToConstructor(kept.chunk, cls, owner, parameter) : passedToFunction(kept.chunk, owner, parameter);
}

function parameterAt({ facts }: Chunk, node: Expression) {
  const [index, ...others] = node.kind === 'Name' ? (facts.reaching.get(node.id) ?? []) : [];
  const parameter =
    index === undefined || others.length > 0 ? undefined : facts.nodes[facts.bindings[index]?.node ?? -1];
  const owner = parameter && parentOf(facts, parameter);
  return parameter?.kind === 'Parameter' && owner?.kind === 'FunctionDef' ? { owner, parameter } : undefined;
}

const passedToFunction = (home: Chunk, owner: FunctionDef, { name }: Parameter): readonly Placed[] =>
  (usesOf(home.project, referenceTo(home, owner), home) ?? []).flatMap(({ chunk, node }) => {
    const call = parentOf(chunk.facts, node);
    const argument =
      call?.kind === 'Call' && call.func === node
        ? argumentFor(call, owner, node.kind === 'Attribute', name)
        : undefined;
    return argument ? [{ chunk, node: argument }] : [];
  });

function passedToConstructor(home: Chunk, cls: ClassDef, owner: FunctionDef, { name }: Parameter): readonly Placed[] {
  const { project } = home;
  const ref = referenceTo(home, cls);
  return (chunksCalling(project, cls.name) ?? []).flatMap(({ uri, chunk: id }) => {
    const chunk = chunkOf(project, uri, id);
    return (chunk ? (callsByName(chunk.facts).get(cls.name) ?? []) : []).flatMap((call) => {
      const type = typeOf(chunk!, call.func);
      const argument = type.kind === 'class' && type.ref === ref ? argumentFor(call, owner, true, name) : undefined;
      return argument ? [{ chunk: chunk!, node: argument }] : [];
    });
  });
}
