import type Iconv from 'iconv-lite';

/** The text of a Python file together with all that is needed to write such a file again. */
export interface PythonText {
  /** Without byte order mark. */
  readonly text: string;
  readonly hasMark: boolean;
  /** As the file's coding line names it, else `utf-8`. */
  readonly encoding: string;
}

export interface NoPython {
  /** Why Python would not read the bytes. */
  readonly reason: string;
}

const UTF8 = 'utf-8';
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/** Reads the bytes of a source file as Python does: https://docs.python.org/3/reference/lexical_analysis.html#encoding-declarations */
export async function decodePython(bytes: Buffer): Promise<PythonText | NoPython> {
  const reason = foreignness(bytes);
  if (reason !== undefined) return { reason };
  const hasMark = bytes.subarray(0, 3).equals(MARK);
  const named = nameOf(codingLine(bytes.subarray(hasMark ? 3 : 0)));
  if (named === undefined || isUtf8(named)) return decodeUtf8(bytes, hasMark, named !== undefined);
  if (hasMark) return { reason: `its byte order mark says UTF-8, its coding line \`${named}\`` };
  const iconv = await encodings();
  if (!isForSource(named, iconv)) return { reason: `its coding line names \`${named}\`, which cannot be read here` };
  const text = iconv.decode(bytes, named, { stripBOM: false });
  if (text.includes('\uFFFD')) return { reason: `it is not \`${named}\`, as its coding line says` };
  return { text, hasMark, encoding: named };
}

/** The bytes of a text that is to be written as another was; undefined if its encoding has no room for a character. */
export async function encodePython(
  text: string,
  { hasMark, encoding }: Omit<PythonText, 'text'>,
): Promise<Buffer | undefined> {
  if (encoding === UTF8) return Buffer.concat([...(hasMark ? [MARK] : []), Buffer.from(text)]);
  const iconv = await encodings();
  const bytes = iconv.encode(text, encoding, { addBOM: false });
  return iconv.decode(bytes, encoding, { stripBOM: false }) === text ? bytes : undefined;
}

function decodeUtf8(bytes: Buffer, hasMark: boolean, isNamed: boolean): PythonText | NoPython {
  try {
    return { text: new TextDecoder(UTF8, { fatal: true }).decode(bytes), hasMark, encoding: UTF8 };
  } catch {
    const before = new TextDecoder(UTF8).decode(bytes).split('\uFFFD', 1)[0] ?? '';
    const line = before.split(/\r\n?|\n/).length;
    const others = hasMark || isNamed ? '' : ', and no coding line names another encoding';
    return { reason: `line ${line} is not UTF-8${others}` };
  }
}

function foreignness(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 4).toString('hex');
  if (start === 'fffe0000' || start === '0000feff') return 'it is UTF-32, which Python does not read';
  if (/^(?:fffe|feff)/.test(start)) return 'it is UTF-16, which Python does not read';
  return bytes.includes(0) ? 'it has null bytes, so it is no Python' : undefined;
}

/** What a comment in one of the first two lines names; in the second one only behind a comment or a blank line. */
function codingLine(bytes: Buffer): string | undefined {
  const [first = '', second = ''] = bytes
    .subarray(0, 1000)
    .toString('latin1')
    .split(/\r\n?|\n/, 2);
  const behind = /^[ \t\f]*(?:#.*)?$/.test(first) ? CODING.exec(second) : null;
  return (CODING.exec(first) ?? behind)?.[1];
}

const CODING = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

/** Python takes editors' endings for granted behind these two: `latin-1-unix`. */
const nameOf = (named: string | undefined): string | undefined =>
  named !== undefined && /^(?:latin-1|iso-8859-1|iso-latin-1)(?:$|-)/i.test(named) ? 'latin-1' : named;

const isUtf8 = (name: string): boolean => /^(?:utf[-_]?8|u8|cp65001)(?:$|[-_])/i.test(name);

/** Python reads the coding line itself as ASCII, so what does not contain ASCII, like UTF-16 or hexadecimal digits, is no encoding of source. */
const isForSource = (name: string, iconv: Encodings): boolean =>
  iconv.encodingExists(name) && iconv.decode(Buffer.from('# a1'), name, { stripBOM: false }) === '# a1';

type Encodings = Pick<typeof Iconv, 'decode' | 'encode' | 'encodingExists'>;

/** Loaded for the few files that need it. */
const encodings = async (): Promise<Encodings> => (await import('iconv-lite')).default;
