import type Iconv from 'iconv-lite';
import * as anywhere from './anywhere/python-text.ts';
import { type DecodeOther, MARK, type NoPython, type PythonText, UTF8 } from './anywhere/python-text.ts';

/** Reads the bytes of a source file as Python does, in nearly all encodings that it knows. */
export const decodePython = (bytes: Uint8Array): Promise<PythonText | NoPython> =>
  anywhere.decodePython(bytes, decodeOther);

/** The bytes of a text that is to be written as another was; undefined if its encoding has no room for a character. */
export async function encodePython(
  text: string,
  { hasMark, encoding }: Omit<PythonText, 'text'>,
): Promise<Buffer | undefined> {
  if (encoding === UTF8) return Buffer.concat([Buffer.from(hasMark ? MARK : []), Buffer.from(text)]);
  const iconv = await encodings();
  const bytes = iconv.encode(text, encoding, { addBOM: false });
  return iconv.decode(bytes, encoding, { stripBOM: false }) === text ? bytes : undefined;
}

export const decodeOther: DecodeOther = async (bytes, encoding) => {
  const iconv = await encodings();
  return isForSource(encoding, iconv) ? iconv.decode(bytes, encoding, { stripBOM: false }) : undefined;
};

/** Python reads the coding line itself as ASCII, so what does not contain ASCII, like UTF-16 or hexadecimal digits, is no encoding of source. */
const isForSource = (name: string, iconv: Encodings): boolean =>
  iconv.encodingExists(name) && iconv.decode(Buffer.from('# a1'), name, { stripBOM: false }) === '# a1';

type Encodings = Pick<typeof Iconv, 'decode' | 'encode' | 'encodingExists'>;

/** Loaded for the few files that need it. */
const encodings = async (): Promise<Encodings> => (await import('iconv-lite')).default;
