import type { Decorator, FunctionDef } from '../../facts/nodes.ts';
import { chunkText, indentation, isFirstOnLine, lineEnd, lineStart, removeRange } from '../../fixes/edits.ts';
import type { Fix } from '../../fixes/fix.ts';
import { decorators } from '../../knowledge/decorators.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import type { Report } from '../rule.ts';

export function checkDecorator(node: Decorator, view: ChunkView, report: (report: Report) => void): void {
  const def = view.parent(node);
  if (def?.kind !== 'FunctionDef' || !def.isAsync || isGenerator(view, def)) return;
  const callee = node.expression.kind === 'Call' ? node.expression.func : node.expression;
  if (view.lookup(view.typeOf(callee), decorators) !== 'caches' || !isInnermost(view, def, node)) return;
  const name = view.source(callee);
  report({
    at: node,
    message: (name.endsWith('property') ? texts.keepTask : texts.useOtherCache)(name, def.name),
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
  return [{ title: texts.remove(name), safety: 'unsafe', edits: () => [removeRange(view, { start, end })] }];
}

const texts = {
  keepTask: localized({
    en: (cache: string, cached: string) =>
      `\`${cache}\` keeps the coroutine of the first call, not its result, so the second \`await\` of \`${cached}\` raises \`RuntimeError\`; keep a task of it.`,
    'zh-cn': (cache, cached) =>
      `\`${cache}\` 缓存的是第一次调用得到的协程，不是它的返回值，第二次 \`await\` \`${cached}\` 会抛出 \`RuntimeError\`；请改为缓存它的任务。`,
  }),
  useOtherCache: localized({
    en: (cache: string, cached: string) =>
      `\`${cache}\` keeps the coroutine of the first call, not its result, so the second \`await\` of \`${cached}\` raises \`RuntimeError\`; use a cache made for coroutines, such as \`async_lru.alru_cache\`.`,
    'zh-cn': (cache, cached) =>
      `\`${cache}\` 缓存的是第一次调用得到的协程，不是它的返回值，第二次 \`await\` \`${cached}\` 会抛出 \`RuntimeError\`；请使用专为协程设计的缓存，例如 \`async_lru.alru_cache\`。`,
  }),
  remove: localized({
    en: (cache: string) => `Remove \`@${cache}\``,
    'zh-cn': (cache) => `去掉 \`@${cache}\``,
  }),
};
