import type { Facts } from '../facts/facts.ts';
import type { Expression, Name, Node } from '../facts/nodes.ts';
import type { Project } from './project.ts';

/** What `from module import *` takes by the module's `__all__`; undefined where there is none, or one that is computed. */
export function publicNames(project: Project, uri: string): readonly string[] | undefined {
  const chunks = project.files.get(uri)?.chunks ?? [];
  const found = chunks.flatMap((id) => project.ask.chunkPublicNames(String(id)) ?? []);
  return found.length === 0 || found.includes(COMPUTED) ? undefined : found;
}

/** Stands for names that cannot be read off the code. */
const COMPUTED = '*';

/** What a chunk puts into its module's `__all__`; undefined when it does nothing to it. */
export function chunkPublicNames(project: Project, chunk: string): readonly string[] | undefined {
  const facts = project.facts.get(chunk);
  const changes = (facts?.nodes ?? []).flatMap((node) =>
    node.kind === 'Name' && node.name === '__all__' ? (valueAdded(facts!, node) ?? []) : [],
  );
  return changes.length === 0 ? undefined : changes.flatMap((value) => (value === COMPUTED ? [value] : namesIn(value)));
}

/** What the statement or call around a mention of `__all__` adds to it; undefined where it is only read. */
function valueAdded(facts: Facts, name: Name): Expression | typeof COMPUTED | undefined {
  const parent = facts.nodes[facts.parents[name.id] ?? -1];
  switch (parent?.kind) {
    case 'Assign':
    case 'AnnAssign':
    case 'AugAssign':
      return name.context === 'load' ? undefined : (parent.value ?? COMPUTED);
    case 'Attribute': {
      const call = facts.nodes[facts.parents[parent.id] ?? -1];
      return call?.kind === 'Call' && call.func === parent ? givenTo(parent.attribute, call.args[0]?.value) : undefined;
    }
    default:
      return name.context === 'load' ? undefined : COMPUTED;
  }
}

const givenTo = (method: string, value: Expression | undefined): Expression | typeof COMPUTED =>
  (method === 'append' || method === 'extend') && value ? value : COMPUTED;

function namesIn(value: Node): readonly string[] {
  if (value.kind === 'Constant') return [typeof value.value === 'string' ? value.value : COMPUTED];
  if (value.kind === 'Collection') return value.elements.flatMap(namesIn);
  if (value.kind === 'BinOp' && value.operator === '+') return [...namesIn(value.left), ...namesIn(value.right)];
  return [COMPUTED];
}
