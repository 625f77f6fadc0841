import type { CodeOrText } from '../../text/localized.ts';
import type { ArgumentPlace } from '../argument-place.ts';

export type BlockingRule =
  | 'blocking-sleep'
  | 'blocking-http'
  | 'blocking-subprocess'
  | 'blocking-file'
  | 'blocking-path'
  | 'blocking-database'
  | 'blocking-socket'
  | 'blocking-lock'
  | 'blocking-wait'
  | 'blocking-input'
  | 'blocking-call';

/** What is known of a callable that holds up the thread that calls it. */
export interface BlockingCall {
  readonly rule: BlockingRule;
  /** What to use instead, by library: Markdown, a noun phrase. Nothing for a library: only another thread helps. */
  readonly counterpart?: Counterpart;
  /** Returns at once with an iterator; iterating it blocks. */
  readonly lazy?: true;
  /** Starts a program, and does not wait for its end. */
  readonly startsOnly?: boolean;
  /** The object must be used on the thread that made it: a call through another thread fails. */
  readonly threadBound?: true;
  /** Any one of these makes the call return at once. */
  readonly unless?: readonly ArgumentCondition[];
  /** Blocks only if this argument is a path or a file on disk: an in-memory file (`io.BytesIO`, `io.StringIO`) does not. */
  readonly through?: ArgumentPlace;
  /** Where the text of this argument has `**`, a whole tree is walked, which is more than a glance at one folder. */
  readonly deep?: ArgumentPlace;
  /**
   * Asks a server only if it is given a URL, not one that begins with `data:`; where an `address` may also be the content itself, not
   * if it is given that.
   */
  readonly fetches?: { readonly from: ArgumentPlace; readonly what: 'URL' | 'address' };
  /** A database in a file: nobody is waited for but the disk. */
  readonly embedded?: true;
  /** Connects to the database that this argument names, which may be one in memory (`:memory:`), where nothing waits. */
  readonly database?: ArgumentPlace;
  /** Connects to this address; on the own machine (`("127.0.0.1", port)`) the answer is there at once. */
  readonly address?: ArgumentPlace;
  /** Text and bytes as that argument are what a file would hold, not its path. */
  readonly textIsContent?: true;
  /** Python keeps what it gives, so that only the first call blocks. Helpers that come there again and again hardly ever do. */
  readonly once?: true;
  /** Blocks only on an object that was made with this argument. */
  readonly madeWith?: ArgumentPlace;
  /** Blocks only on an object with a maximum size (`queue.Queue(maxsize=10)`): otherwise there is always room. */
  readonly onlyBounded?: true;
  /** Django refuses it on the loop's thread with `SynchronousOnlyOperation`. */
  readonly asyncUnsafe?: true;
}

export interface Counterpart {
  readonly asyncio?: CodeOrText;
  readonly anyio?: CodeOrText;
  readonly trio?: CodeOrText;
}

export type ArgumentCondition =
  | {
      readonly argument: ArgumentPlace;
      /** A literal (null is `None`), or the dotted name of a constant, alone or combined with others by `|`. */
      readonly equals: null | false | 0 | 'os.WNOHANG' | 'os.P_NOWAIT' | 'os.P_NOWAITO';
    }
  | { readonly argument: ArgumentPlace; readonly passed: boolean }
  /** A number that is written there. */
  | { readonly argument: ArgumentPlace; readonly below: number };

/** Classes of arguments that lead to the disk, for `through`: paths and open files. */
export const diskClasses: readonly string[] = [
  'builtins.str',
  'builtins.bytes',
  'os.PathLike',
  'pathlib.PurePath',
  'io.TextIOWrapper',
  'io.BufferedReader',
  'io.BufferedWriter',
  'io.BufferedRandom',
  'io.FileIO',
  'gzip.GzipFile',
  'bz2.BZ2File',
  'lzma.LZMAFile',
  'tempfile._TemporaryFileWrapper',
];

/** The same counterpart whichever library runs the loop. */
export const everywhere = (text: CodeOrText): Counterpart => ({ asyncio: text, anyio: text, trio: text });
