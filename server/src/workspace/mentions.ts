import { mentionsIn } from '../text/mentions.ts';

/** Which files mention what; see `mentionsIn`. Texts are read when somebody asks for the first time. */
export interface Mentions {
  /** Uris, sorted. */
  filesWith(mention: string): readonly string[];
  /** From now on changes are told, though nobody has asked yet. */
  watch(): void;
  /** A file consists of these texts now, or is gone; gives the mentions that came to it or left it since somebody asked. */
  update(uri: string, texts: readonly string[] | undefined): readonly string[];
}

type MentionsOfTexts = ReadonlyMap<string, ReadonlySet<string>>;

export function createMentions(): Mentions {
  const unread = new Map<string, readonly string[]>();
  const read = new Map<string, MentionsOfTexts>();
  const files = new Map<string, string[]>();
  let isWatched = false;

  function add(uri: string, mention: string): void {
    const uris = files.get(mention);
    if (uris) uris.push(uri);
    else files.set(mention, [uri]);
  }

  function drop(uri: string, mention: string): void {
    const uris = files.get(mention)?.filter((other) => other !== uri) ?? [];
    if (uris.length > 0) files.set(mention, uris);
    else files.delete(mention);
  }

  function take(uri: string, texts: readonly string[] | undefined): readonly string[] {
    const before = read.get(uri) ?? new Map<string, ReadonlySet<string>>();
    const after = new Map((texts ?? []).map((text) => [text, before.get(text) ?? mentionsIn(text)]));
    if (texts) read.set(uri, after);
    else read.delete(uri);
    const [come, left] = [mentionsOnlyIn(after, before), mentionsOnlyIn(before, after)];
    for (const mention of come) add(uri, mention);
    for (const mention of left) drop(uri, mention);
    return [...come, ...left];
  }

  return {
    filesWith(mention) {
      isWatched = true;
      for (const [uri, texts] of unread) take(uri, texts);
      unread.clear();
      return [...(files.get(mention) ?? [])].sort();
    },
    watch() {
      isWatched = true;
    },
    update(uri, texts) {
      if (isWatched) {
        const before = unread.get(uri);
        unread.delete(uri);
        if (before) take(uri, before);
        return take(uri, texts);
      }
      if (texts) unread.set(uri, texts);
      else unread.delete(uri);
      return [];
    },
  };
}

/** Of one text in many that is edited, most mentions stay: what took its place is looked at first. */
function mentionsOnlyIn(texts: MentionsOfTexts, others: MentionsOfTexts): readonly string[] {
  const found = new Set<string>();
  for (const [text, mentions] of texts) if (!others.has(text)) for (const mention of mentions) found.add(mention);
  for (const isShared of [false, true]) {
    for (const [text, mentions] of others) {
      if (found.size === 0) return [];
      if (texts.has(text) === isShared) for (const mention of mentions) found.delete(mention);
    }
  }
  return [...found];
}
