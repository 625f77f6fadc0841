import type { FunctionDef } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import { localized, type Localized } from '../text/localized.ts';
import type { MakeEdits } from './fix.ts';
import { editsOf, inFiles, spreadAsync, type Spread } from './make-async-with-callers.ts';
import { spreadSync } from './make-sync-with-callers.ts';

/** A change that nobody needs, but may want. */
export interface Refactoring {
  readonly title: Localized;
  readonly edits: MakeEdits;
}

/** What can be made of the function whose head holds an offset. */
export function refactoringsAt(view: ChunkView, offset: number): readonly Refactoring[] {
  const node = view.facts.nodes.find(
    (each): each is FunctionDef =>
      each.kind === 'FunctionDef' && each.defStart <= offset && offset <= each.nameStart + each.name.length,
  );
  if (!node) return [];
  const spread = node.isAsync ? spreadSync(view, node) : spreadAsync(view, node);
  if (!spread) return [];
  const title = (node.isAsync ? texts.makePlain : texts.makeAsync)(
    node.name,
    inFiles(spread.changes),
    leftToUser(spread),
  );
  return [{ title, edits: editsOf([...spread.changes, ...spread.left]) }];
}

const leftToUser = ({ left }: Spread): Localized => {
  if (left.length === 0) return texts.nothingLeft;
  return left.length === 1 ? texts.oneLeft : texts.placesLeft(left.length);
};

const texts = {
  makePlain: localized({
    en: (name: string, inFiles: string, left: string) => `Make \`${name}\` a plain function${inFiles}${left}`,
    'zh-cn': (name, inFiles, left) => `将 \`${name}\` 改为普通函数${inFiles}${left}`,
  }),
  makeAsync: localized({
    en: (name: string, inFiles: string, left: string) => `Make \`${name}\` async${inFiles}${left}`,
    'zh-cn': (name, inFiles, left) => `将 \`${name}\` 改为异步函数${inFiles}${left}`,
  }),
  nothingLeft: { en: '', 'zh-cn': '' },
  oneLeft: { en: ', 1 place is left to you', 'zh-cn': '，还有 1 处需要你自行处理' },
  placesLeft: localized({
    en: (count: number) => `, ${String(count)} places are left to you`,
    'zh-cn': (count) => `，还有 ${String(count)} 处需要你自行处理`,
  }),
};
