import { expect, test } from 'vitest';
import { mentionsIn } from '../../../server/src/text/mentions.ts';

const found = (text: string): readonly string[] => [...mentionsIn(text)].sort();

test('calls are mentioned by the last name of what is called', () => {
  expect(found('f(1)\na.b.g (2)\nh()(3)\nx[0](4)\n(5)\n')).toEqual(['f(', 'g(', 'h(']);
});

test('definitions are not calls', () => {
  expect(found('def f(x): ...\nasync def  g(x): ...\nclass C: ...\n')).toEqual([]);
});

test('bases are mentioned by their last names', () => {
  expect(found('class A(b.Base, Generic[T], metaclass=Meta): ...\n')).toEqual(
    ['<Base', '<Generic', '<Meta', '<T', '<metaclass'].sort(),
  );
});

test('what partial is given is called', () => {
  expect(found('partial(a.f, 1)\nfunctools.partial(\n    g, 2)\n')).toEqual(['f(', 'g(', 'partial(']);
});

test('stores of attributes of something other than self are mentioned', () => {
  expect(found('a.b.x = 1\nself.y = 2\ncls.z = 3\nname = 4\na.v == 5\na.w += 6\nf(k=7)\nmyself.q=8\n')).toEqual([
    '.q',
    '.x',
    'f(',
  ]);
});

test('names may have any letters', () => {
  expect(found('größe(1)\n對象.名 = 2\n')).toEqual(['.名', 'größe(']);
});

test('decorators are mentioned by their last names', () => {
  expect(found('@a.retry(3)\ndef f(): ...\n    @paced\n    def g(self): ...\n')).toEqual([
    '@paced',
    '@retry',
    'retry(',
  ]);
});

test('imports of trio are mentioned, wherever they stand', () => {
  expect(found('def f():\n    import trio as t\n')).toEqual(['import trio']);
  expect(found('from trio.abc import Stream\n')).toEqual(['import trio']);
  expect(found('import triolet\nimport x.trio\n# trio\n')).toEqual([]);
});
