import { localized, type Localized } from '../../text/localized.ts';

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
  readonly reason: Localized;
}

/** Decodes with an encoding that is not UTF-8, by Python's name for it; undefined where that is none of source, or unknown here. */
export type DecodeOther = (bytes: Uint8Array, encoding: string) => Promise<string | undefined>;

export const UTF8 = 'utf-8';
export const MARK: readonly number[] = [0xef, 0xbb, 0xbf];

/** Reads the bytes of a source file as Python does: https://docs.python.org/3/reference/lexical_analysis.html#encoding-declarations */
export async function decodePython(bytes: Uint8Array, decodeOther: DecodeOther): Promise<PythonText | NoPython> {
  const reason = foreignness(bytes);
  if (reason !== undefined) return { reason };
  const hasMark = MARK.every((byte, at) => bytes[at] === byte);
  const named = nameOf(codingLine(bytes.subarray(hasMark ? 3 : 0)));
  if (named === undefined || isUtf8(named)) return decodeUtf8(bytes, hasMark, named !== undefined);
  if (hasMark) return { reason: texts.markAndLine(named) };
  const text = await decodeOther(bytes, named);
  if (text === undefined) return { reason: texts.unknownEncoding(named) };
  if (text.includes('\uFFFD')) return { reason: texts.otherEncoding(named) };
  return { text, hasMark, encoding: named };
}

function decodeUtf8(bytes: Uint8Array, hasMark: boolean, isNamed: boolean): PythonText | NoPython {
  try {
    return { text: new TextDecoder(UTF8, { fatal: true }).decode(bytes), hasMark, encoding: UTF8 };
  } catch {
    const before = new TextDecoder(UTF8).decode(bytes).split('\uFFFD', 1)[0] ?? '';
    const line = before.split(/\r\n?|\n/).length;
    return { reason: hasMark || isNamed ? texts.notUtf8(line) : texts.notUtf8AndNoLine(line) };
  }
}

function foreignness(bytes: Uint8Array): Localized | undefined {
  const start = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (start === 'fffe0000' || start === '0000feff') return texts.wide('UTF-32');
  if (/^(?:fffe|feff)/.test(start)) return texts.wide('UTF-16');
  return bytes.includes(0) ? texts.nullBytes : undefined;
}

const texts = {
  wide: localized({
    en: (encoding: string) => `it is ${encoding}, which Python does not read`,
    'zh-cn': (encoding) => `文件是 ${encoding} 编码，Python 无法读取`,
  }),
  nullBytes: { en: 'it has null bytes, so it is no Python', 'zh-cn': '文件中有空字节，不是 Python 源码' },
  markAndLine: localized({
    en: (encoding: string) => `its byte order mark says UTF-8, its coding line \`${encoding}\``,
    'zh-cn': (encoding) => `字节顺序标记（BOM）表示 UTF-8，编码声明却是 \`${encoding}\``,
  }),
  unknownEncoding: localized({
    en: (encoding: string) => `its coding line names \`${encoding}\`, which cannot be read here`,
    'zh-cn': (encoding) => `编码声明是 \`${encoding}\`，这里无法读取这种编码`,
  }),
  otherEncoding: localized({
    en: (encoding: string) => `it is not \`${encoding}\`, as its coding line says`,
    'zh-cn': (encoding) => `文件内容不是编码声明所说的 \`${encoding}\``,
  }),
  notUtf8: localized({
    en: (line: number) => `line ${String(line)} is not UTF-8`,
    'zh-cn': (line) => `第 ${String(line)} 行不是 UTF-8 编码`,
  }),
  notUtf8AndNoLine: localized({
    en: (line: number) => `line ${String(line)} is not UTF-8, and no coding line names another encoding`,
    'zh-cn': (line) => `第 ${String(line)} 行不是 UTF-8 编码，文件也没有声明其他编码`,
  }),
};

/** What a comment in one of the first two lines names; in the second one only behind a comment or a blank line. */
function codingLine(bytes: Uint8Array): string | undefined {
  const [first = '', second = ''] = String.fromCharCode(...bytes.subarray(0, 1000)).split(/\r\n?|\n/, 2);
  const behind = /^[ \t\f]*(?:#.*)?$/.test(first) ? CODING.exec(second) : null;
  return (CODING.exec(first) ?? behind)?.[1];
}

const CODING = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/;

/** Python takes editors' endings for granted behind these two: `latin-1-unix`. */
const nameOf = (named: string | undefined): string | undefined =>
  named !== undefined && /^(?:latin-1|iso-8859-1|iso-latin-1)(?:$|-)/i.test(named) ? 'latin-1' : named;

const isUtf8 = (name: string): boolean => /^(?:utf[-_]?8|u8|cp65001)(?:$|[-_])/i.test(name);
