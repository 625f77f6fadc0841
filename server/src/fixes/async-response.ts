import type { Binding } from '../facts/facts.ts';
import type { Attribute, Call, Name, Statement } from '../facts/nodes.ts';
import { blockAround } from '../facts/statement-blocks.ts';
import { isWithin } from '../facts/walk.ts';
import { bindingsOf, usesOf } from '../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { reference } from './add-import.ts';
import { clientInReach } from './async-client.ts';
import { isAlone } from './await-program.ts';
import { chunkText, indentation, insertAt, isFirstOnLine, joinEdits, replaceRange } from './edits.ts';
import { allParts, type Edit, type MakeEdits } from './fix.ts';
import { indentLines } from './indent-lines.ts';
import { awaitAround } from './insert-await.ts';

export interface SessionCall {
  /** `self.session.get` */
  readonly callee: string;
  readonly edits: MakeEdits;
}

/**
 * `reply = requests.get(url)` and what is done with it → `async with session.get(url) as reply:` around that, with an
 * `aiohttp.ClientSession` in reach. Undefined where the statements that use the reply do not follow in the same block, are left by
 * other ways than their end, or use it in a way that the reply of aiohttp has no counterpart of.
 */
export function callSession(view: ChunkView, call: Call, method: string): SessionCall | undefined {
  const session = clientInReach(view, call, 'aiohttp.ClientSession');
  const place = session === undefined ? undefined : blockAround(view.facts, call);
  const first = place?.block[place.index];
  if (!place || first?.kind !== 'Assign' || first.value !== call || first.targets.length !== 1) return undefined;
  const [binding, ...others] = bindingsOf(view, call);
  if (!binding || others.length > 0 || binding.escapes || first.targets[0]?.kind !== 'Name') return undefined;
  const uses = usesOf(view, binding);
  const last = place.block.findLastIndex((each) => uses.some((use) => isWithin(view.facts, use, each)));
  const guarded = place.block.slice(place.index + 1, last + 1);
  if (guarded.length === 0 || !uses.every((use) => guarded.some((each) => isWithin(view.facts, use, each))))
    return undefined;
  if (!canBeIndented(view, first, guarded) || !isOwnReply(view, uses, binding)) return undefined;
  const replies = allParts(uses.map((use) => changedReply(view, use)));
  const callee = `${session!}.${method}`;
  return (
    replies && {
      callee,
      edits: () => joinEdits([...opened(view, { call, first, guarded }, binding.name, callee), ...replies()]),
    }
  );
}

interface Place {
  readonly call: Call;
  readonly first: Statement;
  readonly guarded: readonly Statement[];
}

/** `async with session.get(url, timeout=aiohttp.ClientTimeout(total=5)) as reply:` */
function opened(view: ChunkView, { call, first, guarded }: Place, name: string, callee: string): readonly Edit[] {
  const text = chunkText(view);
  const timeout = call.args.find((argument) => argument.name === 'timeout')?.value;
  const limit = timeout && reference(view, call, 'aiohttp.ClientTimeout');
  const step = indentation(text, first.start).includes('\t') ? '\t' : '    ';
  const lines = indentLines(view, { start: guarded[0]!.start, end: guarded.at(-1)!.end });
  return [
    replaceRange(view, { start: first.start, end: call.func.end }, `async with ${callee}`),
    ...(limit
      ? [...limit.edits, insertAt(view, timeout.start, `${limit.name}(total=`), insertAt(view, timeout.end, ')')]
      : []),
    insertAt(view, first.end, ` as ${name}:`),
    insertAt(view, guarded[0]!.start, step),
    ...lines.map((start) => insertAt(view, start, step)),
  ];
}

/** Each on lines of its own, the call's line with at most a comment behind it. */
const canBeIndented = (view: ChunkView, first: Statement, guarded: readonly Statement[]): boolean =>
  isAlone(view, first) && guarded.every(({ start }) => isFirstOnLine(chunkText(view), start));

const isOwnReply = (view: ChunkView, uses: readonly Name[], binding: Binding): boolean =>
  uses.every((use) => view.bindingsReaching(use).every((each) => each === binding) && view.coroutineAround(use));

/** `reply.json()` → `await reply.json(content_type=None)`, which minds the type as little as requests does. */
function changedReply(view: ChunkView, use: Name): MakeEdits | undefined {
  const member = view.parent(use);
  if (member?.kind !== 'Attribute' || member.context !== 'load') return undefined;
  const call = view.parent(member);
  const isCalled = call?.kind === 'Call' && call.func === member;
  if (isCalled && member.attribute === 'json' && call.args.length === 0)
    return () => awaitedPart(view, call, member, 'json(content_type=None)');
  if (isCalled) return member.attribute === 'raise_for_status' && call.args.length === 0 ? () => [] : undefined;
  const other = ATTRIBUTES[member.attribute];
  if (other === undefined) return undefined;
  if (other.endsWith(')')) return () => awaitedPart(view, member, member, other);
  return () => [replaceRange(view, nameOf(member), other)];
}

/** What the replies of aiohttp have in the place of those of requests; a call is awaited. */
const ATTRIBUTES: Readonly<Record<string, string>> = {
  text: 'text()',
  content: 'read()',
  status_code: 'status',
  headers: 'headers',
  ok: 'ok',
  reason: 'reason',
};

function awaitedPart(view: ChunkView, whole: Call | Attribute, member: Attribute, newText: string): readonly Edit[] {
  const { before, after, start } = awaitAround(view, whole, true);
  return [
    insertAt(view, start, before),
    replaceRange(view, { start: member.attributeStart, end: whole.end }, newText + after),
  ];
}

const nameOf = ({ attributeStart, end }: Attribute) => ({ start: attributeStart, end });
