import { describe, expect, test } from 'vitest';
import { addSuppression } from '../../../server/src/engine/add-suppression.ts';
import type { Finding } from '../../../server/src/engine/finding.ts';

/** The text after the finding's suppression was added; the finding stands between `«` and `»`. */
function suppressed(marked: string, rule = 'a-rule'): string | undefined {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const text = marked.replace(/[«»]/g, '');
  const edit = addSuppression(text, { start, end, rule } as Finding);
  return edit && text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
}

test.each([
  ['at the end of the line', 'f(«x»)\ng()\n', 'f(x)  # async-pitfalls: ignore[a-rule]\ng()\n'],
  ['at the end of the file', '«x»', 'x  # async-pitfalls: ignore[a-rule]'],
  ['in place of trailing space', '«x» \t\r\ny', 'x  # async-pitfalls: ignore[a-rule]\r\ny'],
  ['behind another comment', '«x»  # noqa: E501\n', 'x  # noqa: E501  # async-pitfalls: ignore[a-rule]\n'],
  ['inside brackets', 'f(«x\n)»\n', 'f(x  # async-pitfalls: ignore[a-rule]\n)\n'],
  ['behind a string with a hash', 's = "#"; «x»\n', 's = "#"; x  # async-pitfalls: ignore[a-rule]\n'],
])('a comment is put %s', (_, before, after) => {
  expect(suppressed(before)).toBe(after);
});

test.each([
  ['«x»  # async-pitfalls: ignore[b]\n', 'x  # async-pitfalls: ignore[b, a-rule]\n'],
  ['«x»  # async-pitfalls: ignore[b, c,] reason\n', 'x  # async-pitfalls: ignore[b, c, a-rule] reason\n'],
  ['«x»  # async-pitfalls: ignore[]\n', 'x  # async-pitfalls: ignore[a-rule]\n'],
  ['«x»  # noqa #async-pitfalls:ignore [ b ]\n', 'x  # noqa #async-pitfalls:ignore [ b, a-rule]\n'],
  ['# async-pitfalls: ignore[b]\r\n# more\r\n«x»\r\n', '# async-pitfalls: ignore[b, a-rule]\r\n# more\r\nx\r\n'],
])('it joins one that is there: %j', (before, after) => {
  expect(suppressed(before)).toBe(after);
});

test('what looks like one in a string is none', () => {
  expect(suppressed('«f»("# async-pitfalls: ignore[b]")\n')).toBe(
    'f("# async-pitfalls: ignore[b]")  # async-pitfalls: ignore[a-rule]\n',
  );
});

describe('where the line cannot end in a comment', () => {
  test.each([
    ['a string goes on', '  «f»("""\n  text"""\n)\n', '  # async-pitfalls: ignore[a-rule]\n  f("""\n  text"""\n)\n'],
    [
      'a backslash joins the next line',
      '\t«f»() + \\\r\n\tg()\r\n',
      '\t# async-pitfalls: ignore[a-rule]\r\n\tf() + \\\r\n\tg()\r\n',
    ],
    ['a string is joined to the next line', '«f»("\\\n")\n', '# async-pitfalls: ignore[a-rule]\nf("\\\n")\n'],
  ])('because %s, it goes above', (_, before, after) => {
    expect(suppressed(before)).toBe(after);
  });

  test('the finding’s last line will do', () => {
    expect(suppressed('x = 1 + \\\n  «f»("""\n""")\n'.replace('»("""\n""")', '("""\n""")»'))).toBe(
      'x = 1 + \\\n  f("""\n""")  # async-pitfalls: ignore[a-rule]\n',
    );
  });

  test('there is no place for one amid a string', () => {
    expect(suppressed('s = f"""\n{«f()»}\n"""\n')).toBeUndefined();
    expect(suppressed('x = 1 + \\\n  «f»() + \\\n  2\n')).toBeUndefined();
  });
});

describe('strings before the line', () => {
  test.each([
    ['closed docstrings', '"""It\'s\n# async"""\n'],
    ['escaped quotes', "'it\\'s'\n"],
    ['raw strings that end in an escaped quote', "r'\\''\n"],
    ['strings nobody closed', "x = 'abc\n"],
    ['quotes in comments', "# it's\n"],
    ['quotes in replacement fields', 'f\'{d["a"]}\' f"{d["b"]}"\n'],
    ['format specifications', 'f"{n:\'>#{w}}"\n'],
    ['escaped braces', 'f"{{\'}}"\n'],
    ['dictionaries in replacement fields', 'f"""{ {1: \'}\'}[1]:>3}"""\n'],
    ['prefixes that are none', 'x = 1 if"{"else 2\n'],
    ['a lone brace in plain strings', '"{" "a\'b"\n'],
  ])('%s do not spill over', (_, prefix) => {
    expect(suppressed(`${prefix}«x»\n`)).toBe(`${prefix}x  # async-pitfalls: ignore[a-rule]\n`);
  });

  test('one that is open holds the line', () => {
    expect(suppressed('"""\n«x»\n')).toBeUndefined();
    expect(suppressed('f"""{x:\n«x»\n')).toBeUndefined();
  });
});
