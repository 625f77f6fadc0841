import { createProject } from './server/src/project/project.ts';
import type { ChunkView } from './server/src/project/chunk-view.ts';
import type { Expression, Node } from './server/src/facts/nodes.ts';
import { chunkView } from './server/src/project/view.ts';
import { createOpenAreas } from './server/src/workspace/areas.ts';
import { createFileSettings } from './server/src/workspace/file-settings.ts';
import { createModuleNames } from './server/src/workspace/module-names.ts';
import { projectFiles } from './server/src/workspace/project-files.ts';
import { createSourceFiles } from './server/src/workspace/source-files.ts';
import { installedPackages } from './server/src/hosts/installed-packages.ts';
import { testGrammar } from './test/harness/grammar.ts';
import { FOLDER, testLibrary } from './test/harness/workspace.ts';
import { showType } from './test/harness/show-type.ts';
import { membersOf, type Type } from './server/src/project/types.ts';
import { packageFiles, packageNames, INTERPRETER } from './test/bench/recall/packages.ts';

const isKnown = (t: Type) => t.kind !== 'unknown' && t.kind !== 'external';
async function main() {
  const names = process.argv[2] ? process.argv[2].split(',') : packageNames;
  const inst = installedPackages({})({ uri: FOLDER, settings: undefined, interpreter: INTERPRETER });
  for (const name of names) {
    const files = packageFiles(name);
    const sources = createSourceFiles(await testGrammar());
    const settings = createFileSettings();
    const modules = createModuleNames(() => [FOLDER]);
    const library = await testLibrary();
    const project = createProject(projectFiles({ sources, settings, modules, library, areas: createOpenAreas(), installed: () => inst, defaultPython: [3, 13] } as never));
    for (const [path, text] of files) { sources.put(`${FOLDER}/${path}`, text); modules.add(`${FOLDER}/${path}`); }
    const texts = { chunkText: (id: number) => (sources.chunk(id) ?? library.chunk(id))?.text ?? '' };
    for (const [path, text] of files) {
      if (!path.endsWith('.py')) continue;
      const chunks = sources.chunks(`${FOLDER}/${path}`);
      const views = chunks.map(({ id }) => chunkView(project, texts, `${FOLDER}/${path}`, id)!);
      chunks.forEach(({ start }, i) => {
        const view = views[i]!;
        for (const node of view.facts.nodes) {
          let target: Expression | undefined; let kind = '';
          if (node.kind === 'Await' && node.value.kind === 'Call') { target = node.value; kind = 'await ' + view.parent(node)!.kind; }
          else if (node.kind === 'With' && node.isAsync) { target = node.items[0]!.context; kind = 'async with'; }
          else if ((node.kind === 'For' || node.kind === 'ComprehensionFor') && node.isAsync) { target = node.iter; kind = 'async for'; }
          if (!target) continue;
          const t = view.typeOf(target);
          const line = text.slice(0, start + node.start).split('\n').length;
          let verdict: string;
          if (kind.startsWith('await') ? membersOf(t).every((x) => x.kind === 'coroutine' || x.kind === 'none') : isKnown(t)) verdict = 'ok';
          else if (isKnown(t)) verdict = 'KNOWN\t' + showType(t);
          else verdict = 'BLAME\t' + blame(views, view, target, 0);
          console.log([`${path}:${line}`, kind, view.source(target).replaceAll(/\s+/g, ' ').slice(0, 90), verdict].join('\t'));
        }
      });
    }
  }
}

function blame(views: ChunkView[], view: ChunkView, e: Expression, depth: number): string {
  const src = (n: Node) => view.source(n as never).replaceAll(/\s+/g, ' ').slice(0, 60);
  if (depth > 12) return 'deep';
  const un = (x: Expression) => !isKnown(view.typeOf(x));
  if (view.typeOf(e).kind === 'external') return `external ${(view.typeOf(e) as {path: string}).path.slice(0, 80)}`;
  switch (e.kind) {
    case 'Call': {
      if (un(e.func)) return blame(views, view, e.func, depth + 1);
      const ft = view.typeOf(e.func);
      const sig = view.signature(ft);
      const def = view.definition(ft);
      return `call-result of [${showType(ft)}] ${def ? (def.isLibrary ? 'library ' : 'own ') + (def.node.returns ? 'returns ' + def.view.source(def.node.returns).replaceAll(/\s+/g, ' ').slice(0, 60) : 'no-annotation') + (def.node.decorators.length ? ' @' + def.node.decorators.map((d) => def.view.source(d.expression).slice(0, 30)).join('@') : '') : sig ? 'sig' : 'nodef'}`;
    }
    case 'Attribute': {
      if (un(e.value)) return blame(views, view, e.value, depth + 1);
      const owner = view.typeOf(e.value);
      if (e.value.kind === 'Name' && /^(self|cls)$/.test(e.value.name)) {
        for (const v of views) for (const n of v.facts.nodes) {
          if (n.kind === 'AnnAssign' && ((n.target.kind === 'Attribute' && n.target.attribute === e.attribute) || (n.target.kind === 'Name' && n.target.name === e.attribute)))
            return `self-attr annotated ${v.source(n.annotation).replaceAll(/\s+/g, ' ').slice(0, 70)}`;
        }
        const whys: string[] = [];
        for (const v of views) for (const n of v.facts.nodes) {
          if (n.kind === 'Assign' && n.targets.some((t) => t.kind === 'Attribute' && t.attribute === e.attribute) && !isKnown(v.typeOf(n.value)))
            whys.push(blame(views, v, n.value, depth + 1));
        }
        return whys.length ? `self-attr from ${whys[0]}` : `self-attr ${e.attribute} of ${showType(owner)} (no unknown assignment in file)`;
      }
      return `attribute .${e.attribute} of ${showType(owner)}`;
    }
    case 'Subscript': return un(e.value) ? blame(views, view, e.value, depth + 1) : `item of ${showType(view.typeOf(e.value))}`;
    case 'Await': return un(e.value) ? blame(views, view, e.value, depth + 1) : `await of ${showType(view.typeOf(e.value))}`;
    case 'Name': {
      const bs = view.bindingsReaching(e);
      if (!bs.length) {
        for (const v of views) for (const b of v.facts.bindings) if (b.name === e.name && v.facts.scopes[b.scope]?.type !== 'class') return `outer-name: ${bindingWhy(views, v, b, depth)}`;
        return `name ${e.name} unbound here`;
      }
      for (const b of bs) { const w = bindingWhy(views, view, b, depth); if (w !== 'fine') return w; }
      return `name ${e.name}: all bindings fine?`;
    }
    default: return `expr ${e.kind} ${src(e)}`;
  }
}
function bindingWhy(views: ChunkView[], view: ChunkView, b: { type: string; node: number; name: string; prior?: readonly number[] }, depth: number): string {
  const node = view.facts.nodes[b.node]!;
  if (b.type === 'parameter' && node.kind === 'Parameter') return node.annotation ? `parameter annotated ${view.source(node.annotation).replaceAll(/\s+/g, ' ').slice(0, 80)}` : `parameter unannotated ${node.name}${node.default ? ' (has default)' : ''}`;
  if (b.type === 'import') return `import ${view.source(view.parent(node)!).replaceAll(/\s+/g, ' ').slice(0, 70)}`;
  if (b.type === 'function' && node.kind === 'FunctionDef') return `function ${node.name} @${node.decorators.map((d) => view.source(d.expression).slice(0, 40)).join('@')}`;
  if (b.type === 'narrow') return `narrow(${view.source(node).slice(0, 60)}) <- ` + ((b.prior ?? []).map((i) => bindingWhy(views, view, view.facts.bindings[i]!, depth + 1)).find((w) => w !== 'fine') ?? 'fine prior');
  if (b.type === 'value') {
    let p = view.parent(node); let via = '';
    while (p?.kind === 'Collection' || p?.kind === 'Starred') { via = 'unpacked '; p = view.parent(p); }
    if ((p?.kind === 'Assign' || p?.kind === 'AnnAssign' || p?.kind === 'NamedExpr') && p.value) {
      if (p.kind === 'AnnAssign') return `local annotated ${view.source(p.annotation).slice(0, 60)}`;
      const t = view.typeOf(p.value);
      if (isKnown(t)) return via ? `unpacked from ${showType(t)}` : 'fine';
      return via + blame(views, view, p.value, depth + 1);
    }
    if (p?.kind === 'For' || p?.kind === 'ComprehensionFor') { const t = view.typeOf(p.iter); return isKnown(t) ? `loop element ${via}of ${showType(t)}` : `loop over ${blame(views, view, p.iter, depth + 1)}`; }
    if (p?.kind === 'WithItem') { const t = view.typeOf(p.context); return isKnown(t) ? `with-target of ${showType(t)}` : `with over ${blame(views, view, p.context, depth + 1)}`; }
    return `bound by ${p?.kind ?? '?'}`;
  }
  return `bound as ${b.type}`;
}
void main();
