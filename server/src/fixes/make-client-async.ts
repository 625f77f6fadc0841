import type { Attribute, Call, Expression, Name } from '../facts/nodes.ts';
import { asyncClients, blocking, notForCounterparts } from '../knowledge/blocking.ts';
import { usesOfCreated } from '../project/coroutines/created-uses.ts';
import type { ChunkView, OccurrencePlace } from '../project/model/chunk-view.ts';
import { insertAt, joinEdits } from './edits.ts';
import { allParts, type MakeEdits } from './fix.ts';
import { insertAwait } from './insert-await.ts';
import { replaceCallee } from './replace-call.ts';

export interface AsyncCounterpart {
  /** `openai.AsyncOpenAI` */
  readonly name: string;
  readonly edits: MakeEdits;
}

/**
 * `client = openai.OpenAI()` → `client = openai.AsyncOpenAI()`, where the client behind a call is made, and `await` at all its
 * calls. Undefined if one of them is not in a coroutine, or is not known to be the same but for the `await`.
 */
export function makeClientAsync(view: ChunkView, call: Call): AsyncCounterpart | undefined {
  const creation = creationBehind(view, call.func);
  const chunks = view.fileChunks();
  const home = creation && chunks.find((chunk) => chunk.chunk === creation.at.chunk && chunk.uri === creation.at.uri);
  return home && sameForAllCalls(home, chunks, creation.call);
}

/** The list of a file's chunks is another one after each change. */
const known = new WeakMap<readonly ChunkView[], Map<Call, AsyncCounterpart | undefined>>();

/** By the call that makes the client. A file may have hundreds of calls of it, each a finding with this same fix. */
function sameForAllCalls(home: ChunkView, chunks: readonly ChunkView[], made: Call): AsyncCounterpart | undefined {
  const ofClients = known.get(chunks) ?? new Map<Call, AsyncCounterpart | undefined>();
  known.set(chunks, ofClients);
  if (!ofClients.has(made)) ofClients.set(made, counterpartOf(home, made));
  return ofClients.get(made);
}

function counterpartOf(home: ChunkView, made: Call): AsyncCounterpart | undefined {
  const name = home.lookupCall(made, asyncClients);
  if (name === undefined || takesOther(made)) return undefined;
  const uses = usesOfCreated(home, made);
  const edits =
    uses &&
    allParts([() => replaceCallee(home, made, name), enter(home, made), ...uses.map((use) => awaitUse(use, name))]);
  return edits && { name, edits: () => joinEdits(edits()) };
}

/** What makes `client` in `client.chat.completions.create`. */
function creationBehind(view: ChunkView, callee: Expression) {
  for (let base = callee; base.kind === 'Attribute';) {
    base = base.value;
    const [creation, ...others] = view.creationsOf(base) ?? [];
    if (creation && others.length === 0 && base.kind !== 'Call') return creation;
  }
  return undefined;
}

const takesOther = ({ args }: Call): boolean =>
  args.some(({ name, stars }) => stars > 0 || (name !== undefined && notForCounterparts.has(name)));

/** `with httpx.Client() as client` → `async with …`; nothing for a client that is assigned. */
function enter(view: ChunkView, made: Call): MakeEdits | undefined {
  const item = view.parent(made);
  const block = item?.kind === 'WithItem' ? view.parent(item) : undefined;
  if (block === undefined) return item?.kind === 'Assign' ? () => [] : undefined;
  if (block.kind !== 'With' || block.isAsync || block.items.length > 1 || !view.coroutineAround(block))
    return undefined;
  return () => [insertAt(view, block.start, 'async ')];
}

function awaitUse({ view, node }: OccurrencePlace, counterpart: string): MakeEdits | undefined {
  let callee: Name | Attribute = node;
  let parent = view.parent(node);
  for (; parent?.kind === 'Attribute'; parent = view.parent(parent)) callee = parent;
  if (parent?.kind !== 'Call' || parent.func !== callee || callee === node || takesOther(parent)) return undefined;
  const known = view.lookupCall(parent, blocking);
  if (known?.lazy || known?.counterpart?.[view.library] !== `\`${counterpart}\`` || !view.coroutineAround(parent))
    return undefined;
  return view.parent(parent)?.kind === 'WithItem' ? undefined : () => insertAwait(view, parent);
}
