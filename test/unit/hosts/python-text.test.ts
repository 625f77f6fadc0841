import { spawnSync } from 'node:child_process';
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { decodePython, encodePython } from '../../../server/src/hosts/python-text.ts';

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const as = (encoding: string, text: string): Buffer => iconv.encode(text, encoding);

/** Files that Python reads, with the encoding of each. */
const readable: Readonly<Record<string, readonly [bytes: Buffer, encoding: string]>> = {
  nothing: [latin1(''), 'utf-8'],
  'UTF-8': [Buffer.from('名 = "😀"\n'), 'utf-8'],
  'UTF-8 with a mark': [Buffer.from('\uFEFFx = 1\n'), 'utf-8'],
  'UTF-8 with a mark and a coding line': [Buffer.from('\uFEFF# coding: utf-8\nx = "é"\n'), 'utf-8'],
  'UTF-8 by another name': [Buffer.from('# -*- coding: UTF_8 -*-\nx = "é"\n'), 'utf-8'],
  GBK: [as('gbk', '# -*- coding: gbk -*-\n名字 = "你好"\n'), 'gbk'],
  'GB 18030': [as('gb18030', '# coding=gb18030\n名字 = "😀"\n'), 'gb18030'],
  'Shift JIS': [as('shift_jis', '# vim: set fileencoding=shift_jis :\n名 = "ソ"\n'), 'shift_jis'],
  'Latin-1 behind a program': [latin1('#!/usr/bin/python3\n# coding: latin-1\nx = "é"\n'), 'latin-1'],
  'Latin-1 with an editor’s ending': [latin1('# coding: iso-latin-1-unix\rx = "é"\r'), 'latin-1'],
  'Latin-1 behind a blank line': [latin1('  \r\n# coding: latin-1\r\nx = "é"\r\n'), 'latin-1'],
  Windows: [as('cp1252', '# coding: cp1252\nx = "€"\n'), 'cp1252'],
  'a coding line behind code': [latin1('x = 1\n# coding: latin-1\n'), 'utf-8'],
  'a coding line in the third line': [latin1('#\n#\n# coding: latin-1\n'), 'utf-8'],
  'a coding line in a string': [latin1('"""\n# coding: latin-1\n"""\n'), 'utf-8'],
};

const mostly = ', and no coding line names another encoding';

/** Files that Python refuses, with what is said of each. */
const unreadable: Readonly<Record<string, readonly [bytes: Buffer, reason: string]>> = {
  'UTF-16': [Buffer.from('\uFEFFx = 1\n', 'utf16le'), 'it is UTF-16, which Python does not read'],
  'UTF-16 without a mark': [Buffer.from('x = 1\n', 'utf16le'), 'it has null bytes, so it is no Python'],
  'UTF-32': [Buffer.from('fffe000078000000', 'hex'), 'it is UTF-32, which Python does not read'],
  'Latin-1 that does not say so': [latin1('x = 1\n\ny = "é"\n'), `line 3 is not UTF-8${mostly}`],
  'Latin-1 that says it too late': [latin1('x = "é"\n# coding: latin-1\n'), `line 1 is not UTF-8${mostly}`],
  'no UTF-8 although it says so': [latin1('# coding: utf-8\nx = "é"\n'), 'line 2 is not UTF-8'],
  'a mark and another encoding': [
    Buffer.from('\uFEFF# coding: gbk\n'),
    'its byte order mark says UTF-8, its coding line `gbk`',
  ],
  'no ASCII although it says so': [latin1('# coding: ascii\nx = "é"\n'), 'it is not `ascii`, as its coding line says'],
  'no Big5 although it says so': [
    Buffer.from('# coding: big5\nx = "\xff\xff"\n', 'latin1'),
    'it is not `big5`, as its coding line says',
  ],
  'no such encoding': [latin1('# coding: klingon\n'), 'its coding line names `klingon`, which cannot be read here'],
  'no encoding of source': [latin1('# coding: hex\n'), 'its coding line names `hex`, which cannot be read here'],
  'UTF-16 in a coding line': [
    latin1('# coding: utf-16\n'),
    'its coding line names `utf-16`, which cannot be read here',
  ],
};

describe('a file', () => {
  test.each(Object.entries(readable))('that is %s is read and written back', async (_, [bytes, encoding]) => {
    const read = await decodePython(bytes);
    if (!('text' in read)) throw new Error(read.reason.en);
    expect(read.encoding).toBe(encoding);
    expect(read.text).not.toContain('\uFEFF');
    expect(await encodePython(read.text, read)).toEqual(bytes);
  });

  test.each(Object.entries(unreadable))('that is %s is refused', async (_, [bytes, reason]) => {
    expect(await decodePython(bytes)).toMatchObject({ reason: { en: reason } });
  });

  test('is not written when its encoding has no room for a character', async () => {
    expect(await encodePython('x = "你"', { hasMark: false, encoding: 'latin-1' })).toBeUndefined();
  });
});

const python = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0);

test.skipIf(python === undefined)('Python itself reads and refuses the same', () => {
  const script = `
import base64, json, sys
def read(source):
    try:
        compile(source, "file", "exec")
    except (SyntaxError, ValueError):
        return False
    return True
print(json.dumps([read(base64.b64decode(each)) for each in json.load(sys.stdin)]))`;
  const files = [...Object.entries(readable), ...Object.entries(unreadable)];
  const input = JSON.stringify(files.map(([, [bytes]]) => bytes.toString('base64')));
  const { stdout } = spawnSync(python!, ['-c', script], { input, encoding: 'utf8' });
  const accepted = files.filter((_, index) => (JSON.parse(stdout) as boolean[])[index]).map(([name]) => name);
  expect(accepted).toEqual(Object.keys(readable));
});
