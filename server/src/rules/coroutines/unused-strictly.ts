import type { ClassDef, FunctionDef } from '../../facts/nodes.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { localized } from '../../text/localized.ts';
import type { Strictness } from '../rule.ts';
import { awaitsOf } from '../shared/awaits.ts';
import { waysWithoutAwait } from '../shared/ways-without-await.ts';

/** An async function awaits something, and does so on each of its ways. */
export const unusedStrictly: Strictness = {
  reports: {
    en: 'Every async function outside of classes in which nothing is awaited, async generators and functions that only start tasks as well, whoever uses them; every async function and method, generators aside, that can come to its end without having awaited anything, and each `return` before the first `await` of one that awaits something elsewhere.',
    'zh-cn':
      '类之外所有没有等待任何东西的异步函数，包括异步生成器和只负责启动任务的函数，不论谁在使用；除生成器外，所有可能什么都没有等待就走到末尾的异步函数和方法；以及在别处有等待的函数里，第一个 `await` 之前的每个 `return`。',
  },
  visit: {
    FunctionDef(node, view, report) {
      if (!node.isAsync || node.decorators.length > 0 || isStub(node)) return;
      const at = { start: node.nameStart, end: node.nameStart + node.name.length };
      const owner = view.facts.nodes[view.scope(node).node];
      const isUnused = awaitsOf(view, node).length === 0;
      if (isUnused && owner?.kind !== 'ClassDef') {
        report({ at, message: texts.awaitsNothing(node.name), whole: node });
        return;
      }
      if (isGenerator(view, node)) return;
      const { end, returns } = waysWithoutAwait(view, node.body);
      if (end && !(owner?.kind === 'ClassDef' && isHalfOfTwo(view, owner, node)))
        report({ at, message: texts.mayAwaitNothing(node.name) });
      if (!isUnused) for (const way of returns) report({ at: way, message: texts.returnsEarly(node.name) });
    },
  },
};

const isStub = ({ body }: FunctionDef): boolean =>
  body.every((statement) => statement.kind === 'Expr' && statement.value.kind === 'Constant');

const isGenerator = (view: ChunkView, { id }: FunctionDef): boolean =>
  view.facts.scopes.some(({ node, type, isGenerator }) => node === id && type === 'function' && isGenerator);

/** `async with` awaits both methods of a context manager: the other one may do it, also one that is inherited. */
function isHalfOfTwo(view: ChunkView, owner: ClassDef, { name }: FunctionDef): boolean {
  if (name !== '__aenter__' && name !== '__aexit__') return false;
  const wanted = name === '__aenter__' ? '__aexit__' : '__aenter__';
  for (const part of view.partsOfClass(owner))
    for (const other of part.node.body)
      if (other.kind === 'FunctionDef' && other.name === wanted)
        return name === '__aexit__' || !waysWithoutAwait(part.view, other.body).end;
  return owner.arguments.some((base) => base.name === undefined);
}

export const texts = {
  awaitsNothing: localized({
    en: (name: string) => `\`${name}\` is async but awaits nothing; make it a plain \`def\`.`,
    'zh-cn': (name) => `\`${name}\` 是异步函数，却没有等待任何东西；请把它改为普通的 \`def\`。`,
  }),
  mayAwaitNothing: localized({
    en: (name: string) => `\`${name}\` can come to its end without having awaited anything; other tasks then wait.`,
    'zh-cn': (name) => `\`${name}\` 可能什么都没有等待就走到末尾，其他任务在此期间得不到运行。`,
  }),
  returnsEarly: localized({
    en: (name: string) => `\`${name}\` returns here without having awaited anything; other tasks then wait.`,
    'zh-cn': (name) => `\`${name}\` 在这里返回之前什么都没有等待，其他任务在此期间得不到运行。`,
  }),
  makePlain: localized({
    en: (name: string, inFiles: string) => `Make \`${name}\` a plain \`def\` and drop its \`await\`s${inFiles}`,
    'zh-cn': (name, inFiles) => `将 \`${name}\` 改为普通的 \`def\`，并去掉调用处的 \`await\`${inFiles}`,
  }),
};
