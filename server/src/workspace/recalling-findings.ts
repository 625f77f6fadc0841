import { keepFindings } from './keep-findings.ts';
import { areFindings, type KeptFindings } from './kept-findings.ts';
import type { PortableNames } from './portable-names.ts';
import type { FindingsParts } from './portable-sources.ts';
import { recallFindings, type RestoredSources } from './recall-findings.ts';

/** The findings of other runs over the same files, or over much the same. */
export interface RecallingFindings {
  /** Once: takes over what was found, and then what has changed since, as if that happened now. */
  recall(texts: ReadonlyMap<string, string>): void;
  /** A file is about to have another text, or to go. */
  willChange(uri: string): void;
  /** If that is more than other runs have found. */
  keep(texts: ReadonlyMap<string, string>): void;
}

interface RecallingOptions extends Omit<FindingsParts, 'names'> {
  readonly names: () => PortableNames;
  /** Of the workspace: what tells it from others that other findings are kept of. */
  readonly description: () => string;
  readonly takeIn: (uri: string, text: string | undefined) => void;
}

export function recallingFindings(options: RecallingOptions): RecallingFindings {
  const { project, sources, findings, cache, description, takeIn } = options;
  let restored: RestoredSources = new Map();
  let isChanged = false;
  /** How many checks there were when findings were last kept. */
  let kept = 0;
  let isRecalled = false;
  function willChange(uri: string): void {
    const rests = restored.get(uri) ?? [];
    restored.delete(uri);
    for (const source of rests) project.queries.valueOf(source);
  }
  return {
    recall(texts) {
      if (isRecalled) return;
      isRecalled = true;
      const parts = { ...options, names: options.names() };
      const found = cache.load(description());
      if (!areFindings(found)) return;
      const before = textsOf(parts, found, texts);
      if (!before) return;
      const changed = [...new Set([...texts.keys(), ...before.keys()])].filter(
        (uri) => texts.get(uri) !== before.get(uri),
      );
      for (const uri of changed) takeIn(uri, before.get(uri));
      try {
        restored = recallFindings(parts, found);
      } catch {
        // It says what nobody can have found. What was taken over until then holds.
      } finally {
        if (changed.length > 0) sources.watchMentions();
        for (const uri of changed) {
          willChange(uri);
          takeIn(uri, texts.get(uri));
        }
        isChanged = changed.length > 0;
      }
    },
    willChange,
    keep(texts) {
      if (!isChanged && findings.checks() === kept) return;
      isChanged = false;
      kept = findings.checks();
      const found = keepFindings({ ...options, names: options.names() }, texts);
      for (const [index, text] of [...texts.values()].entries()) cache.keepText(found.files[index]!.digest, text);
      cache.keep(description(), found);
    },
  };
}

/** The texts that findings were kept of; undefined when one of them is lost. */
function textsOf(
  { cache, names }: FindingsParts,
  { files }: KeptFindings,
  now: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> | undefined {
  const texts = new Map<string, string>();
  for (const { file, digest } of files) {
    const uri = names.local(file);
    const current = now.get(uri);
    const text = current !== undefined && cache.digestOf(current) === digest ? current : cache.textOf(digest);
    if (text === undefined) return undefined;
    texts.set(uri, text);
  }
  return texts;
}
