import type { Decorator, FunctionDef } from '../../facts/nodes.ts';
import { chunkText, indentation, isFirstOnLine, lineEnd, lineStart, removeRange } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { decorators } from '../../knowledge/decorators.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import type { Report } from '../rule.ts';

export function checkDecorator(node: Decorator, view: ChunkView, report: (report: Report) => void): void {
  const def = view.parent(node);
  if (def?.kind !== 'FunctionDef' || !def.isAsync || isGenerator(view, def)) return;
  const callee = node.expression.kind === 'Call' ? node.expression.func : node.expression;
  if (view.lookup(view.typeOf(callee), decorators) !== 'caches' || !isInnermost(view, def, node)) return;
  const name = view.source(callee);
  report({
    at: node,
    message: `\`${name}\` keeps the coroutine of the first call, not its result, so the second \`await\` of \`${def.name}\` raises \`RuntimeError\`; ${name.endsWith('property') ? 'keep a task of it' : 'use a cache made for coroutines, such as `async_lru.alru_cache`'}.`,
    fixes: () => removeDecorator(view, node, name),
  });
}

const isGenerator = (view: ChunkView, def: FunctionDef): boolean =>
  view.facts.scopes.some((scope) => scope.node === def.id && scope.isGenerator);

/** Nothing between the cache and the function makes something else of the coroutine, such as a task. */
const isInnermost = (view: ChunkView, def: FunctionDef, node: Decorator): boolean =>
  def.decorators.slice(def.decorators.indexOf(node) + 1).every(({ expression }) => {
    const callee = expression.kind === 'Call' ? expression.func : expression;
    return view.lookup(view.typeOf(callee), decorators) === 'transparent';
  });

function removeDecorator(view: ChunkView, node: Decorator, name: string): readonly Fix[] {
  if (name.endsWith('cached_property')) return [];
  const text = chunkText(view);
  if (!isFirstOnLine(text, node.start)) return [];
  const end = text.indexOf('\n', lineEnd(text, node.end)) + 1;
  const start =
    lineStart(text, node.start) + (/^\uFEFF/.exec(text.slice(lineStart(text, node.start)))?.[0].length ?? 0);
  if (end <= 0 || indentation(text, end) !== indentation(text, node.start)) return [];
  return [{ title: `Remove \`@${name}\``, safety: 'unsafe', edits: () => [removeRange(view, { start, end })] }];
}
