import type { FunctionDef } from '../facts/nodes.ts';
import type { ChunkView } from '../project/model/chunk-view.ts';
import type { Text } from '../text/localized.ts';
import type { MakeEdits } from './fix.ts';
import { editsOf, inFiles, spreadAsync, type Spread } from './make-async-with-callers.ts';
import { spreadSync } from './make-sync-with-callers.ts';

/** A change that nobody needs, but may want. */
export interface Refactoring {
  readonly title: Text;
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
  const title = node.isAsync ? `Make \`${node.name}\` a plain function` : `Make \`${node.name}\` async`;
  return spread
    ? [
        {
          title: `${title}${inFiles(spread.changes)}${leftToUser(spread)}`,
          edits: editsOf([...spread.changes, ...spread.left]),
        },
      ]
    : [];
}

const leftToUser = ({ left }: Spread): string =>
  left.length === 0 ? '' : `, ${left.length === 1 ? '1 place is' : `${String(left.length)} places are`} left to you`;
