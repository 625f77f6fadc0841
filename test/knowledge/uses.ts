import type { ArgumentPlace } from '../../server/src/knowledge/argument-place.ts';
import type { BlockingCall } from '../../server/src/knowledge/blocking.ts';

/** How users come to a callable of a library. */
export const WAYS = ['direct', 'module', 'attribute', 'annotated', 'injected'] as const;
export type Way = (typeof WAYS)[number];

/** A way to use an entry of a table, spelled in each manner that may be meant: a part of its name may be a module, a property or a call. */
export interface Use {
  readonly name: string;
  readonly way: Way;
  readonly spellings: readonly string[];
}

/** What nobody makes by its class: how code comes to an object of it. */
export const MADE_BY: Readonly<Record<string, string>> = {
  'botocore.client._ClientMethod': 'boto3.client("s3").put_object',
  'supabase._Query': 'supabase.create_client("u", "k").table("t").select("*")',
  'xmlrpc.client._Method': 'xmlrpc.client.ServerProxy("u").ping',
};

/** Python that uses an entry of the table of what blocks in every way that it can be used. */
export function usesOf(name: string, known: BlockingCall): readonly Use[] {
  const parts = name.split('.');
  const last = parts.at(-1) ?? '';
  const made = MADE_BY[ownerOf(name)];
  const receivers = made === undefined ? receiversOf(parts.slice(0, -1), known) : [made];
  const at = (way: Way, spell: (receiver: string) => string | undefined): Use => ({
    name,
    way,
    spellings: receivers.flatMap((receiver) => spell(receiver) ?? []),
  });
  const use = (receiver: string): string => useOf(receiver, last, known);
  return [
    at('direct', (receiver) => coroutine(use(receiver))),
    at('module', (receiver) => (isMade(receiver) ? `made$ = ${receiver}\n\n\n${coroutine(use('made$'))}` : undefined)),
    at('attribute', (receiver) => (isMade(receiver) ? inClass('', receiver, use('self.made')) : undefined)),
    at('annotated', (receiver) =>
      withAnnotation(receiver, (cls, rest) => coroutine(use(`given${rest}`), `given: ${cls}`)),
    ),
    at('injected', (receiver) =>
      withAnnotation(receiver, (cls, rest) => inClass(`, given: ${cls}`, 'given', use(`self.made${rest}`))),
    ),
  ].filter(({ way, spellings }) => spellings.length > 0 && tells(way, last, known));
}

/**
 * A lock that is seen to be made, and that nobody holds for long, is no reason to complain, while a queue has to be seen to be one
 * that can be full.
 */
function tells(way: Way, last: string, { rule, onlyBounded }: BlockingCall): boolean {
  const isSeen = way === 'module' || way === 'attribute';
  if (onlyBounded) return isSeen || way === 'direct';
  return !isSeen || rule !== 'blocking-lock' || (last !== 'acquire' && last !== '__enter__');
}

const coroutine = (statement: string, parameters = ''): string => `async def use$(${parameters}):\n    ${statement}\n`;

const inClass = (parameters: string, value: string, statement: string): string =>
  `class User$:\n    def __init__(self${parameters}):\n        self.made = ${value}\n\n    async def use(self):\n        ${statement}\n`;

const isMade = (receiver: string): boolean => receiver.includes('(');

/** `mod.Class()` and what is behind it. */
function withAnnotation(receiver: string, spell: (cls: string, rest: string) => string): string | undefined {
  const parts = /^([\w.]+\.[A-Z_a-z]\w*)\(\w*\)(.*)$/.exec(receiver);
  const [, cls = '', rest = ''] = parts ?? [];
  const last = cls.slice(cls.lastIndexOf('.') + 1);
  return isClassName(last) || LOWERCASE_CLASSES.has(last) ? spell(cls, rest) : undefined;
}

/** Modules stand in front of classes, which are called; what stands behind them may be a property or a method. */
export function receiversOf(
  parts: readonly string[],
  { onlyBounded, madeWith }: Pick<BlockingCall, 'onlyBounded' | 'madeWith'> = {},
): readonly string[] {
  const [root = '', ...others] = parts;
  let spelled = [root];
  let isMadeBefore = false;
  for (const [i, part] of others.entries()) {
    const isOuter = isClassName(part) && isClassName(others[i + 1] ?? '');
    const isOpen = isMadeBefore && !isClassName(part);
    const isCalled = (isClassName(part) && !isOuter) || MAKERS.has([root, ...others.slice(0, i + 1)].join('.'));
    const called = `${part}(${onlyBounded ? '1' : madeWith?.name === undefined ? '' : `${madeWith.name}=1`})`;
    const manners = isOpen ? [part, called] : isCalled ? [called] : [part];
    isMadeBefore ||= isCalled;
    spelled = spelled.flatMap((before) => manners.map((manner) => `${before}.${manner}`));
  }
  return spelled;
}

const LOWERCASE_CLASSES: ReadonlySet<string> = new Set(['socket', 'connection', 'cursor']);

/** Functions in front of which no class stands, and that make what entries are about. */
const MAKERS: ReadonlySet<string> = new Set([
  'boto3.resource',
  'clickhouse_connect.get_client',
  'cloudscraper.create_scraper',
  'docker.from_env',
  'duckdb.connect',
  'firebase_admin.db.reference',
  'firebase_admin.firestore.client',
  'fsspec.filesystem',
  'gspread.service_account',
  'psycopg2.extensions.connection',
  'psycopg2.extensions.cursor',
  'pymssql.connect',
  'pyttsx3.init',
  'snowflake.connector.connect',
  'socket.socket',
  'whisper.load_model',
]);

/** Entries that cannot be tried, and why. */
export const UNTRIED: Readonly<Record<string, string>> = {
  'concurrent.futures.Executor.__exit__': 'is of a class of which nobody makes objects',
  'os.lchmod': 'is there on BSD and macOS only',
  'select.kqueue.control': 'is there on BSD and macOS only',
  'selectors.KqueueSelector.select': 'is there on BSD and macOS only',
  'pathlib.Path.copy': 'is there since Python 3.14',
  'pathlib.Path.copy_into': 'is there since Python 3.14',
  'pathlib.Path.move': 'is there since Python 3.14',
  'pathlib.Path.move_into': 'is there since Python 3.14',
  'xml.etree.ElementTree.parse': 'is a function of a module whose name looks like that of a class',
};

const isClassName = (part: string): boolean => /^_?[A-Z]/.test(part);

function useOf(receiver: string, last: string, known: BlockingCall): string {
  if (last === '__enter__' || last === '__exit__') return `with ${receiver}: pass`;
  if (last === '__iter__') return `for each in ${receiver}: print(each)`;
  if (last === '__call__') return `${receiver}()`;
  const method = last === '*' ? 'get_something' : last;
  const call = `${receiver === 'builtins' ? '' : `${receiver}.`}${method}(${argumentsFor(known).join(', ')})`;
  return known.lazy ? `for each in ${call}: print(each)` : call;
}

/** What must be passed for the call to block. */
function argumentsFor({ through, fetches, textIsContent, unless = [] }: BlockingCall): readonly string[] {
  const wanted = unless.flatMap((condition) =>
    'passed' in condition && !condition.passed ? [condition.argument] : [],
  );
  const given = new Map<number | string, string>();
  const give = (place: ArgumentPlace, value: string): unknown => given.set(place.position ?? place.name ?? 0, value);
  for (const place of wanted) give(place, '1');
  if (through) give(through, textIsContent ? 'open("x")' : '"x"');
  if (fetches) give(fetches.from, '"http://example.org"');
  const positions = [...given.keys()].filter((place) => typeof place === 'number');
  const before = Array.from({ length: Math.max(-1, ...positions) + 1 }, (_, i) => given.get(i) ?? '"x"');
  const named = [...given].flatMap(([place, value]) => (typeof place === 'string' ? [`${place}=${value}`] : []));
  return [...before, ...named];
}

/** A module with all spellings of the uses, and which use stands in which lines. */
export function moduleOf(uses: readonly Use[]): { readonly text: string; readonly useAt: ReadonlyMap<number, Use> } {
  const useAt = new Map<number, Use>();
  const roots = new Set(uses.flatMap(({ name }) => [rootOf(name), rootOf(MADE_BY[ownerOf(name)] ?? name)]));
  const lines = [...roots].filter((root) => root !== 'builtins').map((root) => `import ${root}`);
  for (const use of uses)
    for (const spelling of use.spellings)
      for (const line of spelling.replaceAll('$', String(lines.length)).split('\n')) {
        lines.push(line);
        useAt.set(lines.length, use);
      }
  return { text: `${lines.join('\n')}\n`, useAt };
}

export const rootOf = (name: string): string => name.slice(0, name.indexOf('.'));
const ownerOf = (name: string): string => name.slice(0, name.lastIndexOf('.'));
