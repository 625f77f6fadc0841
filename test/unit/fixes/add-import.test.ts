import { afterAll, describe, expect, it } from 'vitest';
import type { Name } from '../../../server/src/facts/nodes.ts';
import { importModule, importName, reference, type ImportedName } from '../../../server/src/fixes/add-import.ts';
import { replaceRange } from '../../../server/src/fixes/edits.ts';
import type { ChunkView } from '../../../server/src/project/model/chunk-view.ts';
import { cellText, headOf } from '../../../server/src/text/notebook-cells.ts';
import { complaintsOfPython, fixed } from './harness.ts';

afterAll(() => {
  expect(complaintsOfPython()).toBe('');
});

/** Replaces the name HERE by what is imported. */
const here = (text: string, imported: (view: ChunkView, place: Name) => ImportedName) =>
  fixed(text, {
    kind: 'Name',
    source: 'HERE',
    edits: (view, place) => {
      const { name, edits } = imported(view, place);
      return [...edits, replaceRange(view, place, name)];
    },
  });

const USE = 'def f():\n    return HERE\n';
const used = (name: string): string => USE.replace('HERE', name);
const asyncio = (text: string) => here(text, (view, place) => importModule(view, place, 'asyncio'));

describe('where a new import goes', () => {
  it.each([
    ['an empty top', USE, `import asyncio\n\n\n${used('asyncio')}`],
    ['other code', `x = 1\n${USE}`, `import asyncio\n\nx = 1\n${used('asyncio')}`],
    [
      'sorted imports, before',
      `import os\nimport sys\n\n${USE}`,
      `import asyncio\nimport os\nimport sys\n\n${used('asyncio')}`,
    ],
    [
      'sorted imports, between',
      `import abc\nimport sys\n\n${USE}`,
      `import abc\nimport asyncio\nimport sys\n\n${used('asyncio')}`,
    ],
    [
      'sorted imports, behind',
      `import abc\n\nimport zope\n\n${USE}`,
      `import abc\nimport asyncio\n\nimport zope\n\n${used('asyncio')}`,
    ],
    [
      'plain imports before others',
      `import abc\nfrom os import path\n${USE}`,
      `import abc\nimport asyncio\nfrom os import path\n${used('asyncio')}`,
    ],
    ['only others', `from abc import ABC\n${USE}`, `import asyncio\nfrom abc import ABC\n${used('asyncio')}`],
    [
      'imports sorted by module',
      `from abc import ABC\nimport os\n${USE}`,
      `from abc import ABC\nimport asyncio\nimport os\n${used('asyncio')}`,
    ],
    [
      'unsorted imports',
      `import sys\nimport abc\nfrom os import path\n${USE}`,
      `import sys\nimport abc\nimport asyncio\nfrom os import path\n${used('asyncio')}`,
    ],
    [
      'several on a line',
      `import abc; import sys\n${USE}`,
      `import abc; import sys\nimport asyncio\n${used('asyncio')}`,
    ],
    ['a docstring', `"""Doc."""\n${USE}`, `"""Doc."""\n\nimport asyncio\n\n${used('asyncio')}`],
    [
      'a docstring and a blank line',
      `"""Doc\n\nmore.\n"""\n\n${USE}`,
      `"""Doc\n\nmore.\n"""\n\nimport asyncio\n\n${used('asyncio')}`,
    ],
    [
      'a docstring and imports',
      `"""Doc."""\nimport os\n${USE}`,
      `"""Doc."""\nimport asyncio\nimport os\n${used('asyncio')}`,
    ],
    [
      '__future__',
      `from __future__ import annotations\n\n${USE}`,
      `from __future__ import annotations\n\nimport asyncio\n\n${used('asyncio')}`,
    ],
    [
      '__future__ in the same block',
      `from __future__ import annotations\nimport os\n${USE}`,
      `from __future__ import annotations\nimport asyncio\nimport os\n${used('asyncio')}`,
    ],
    [
      'a shebang',
      `#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n${USE}`,
      `#!/usr/bin/env python\n# -*- coding: utf-8 -*-\nimport asyncio\n\n\n${used('asyncio')}`,
    ],
    [
      'a licence',
      `# Licence: MIT\n\n# About f.\n${USE}`,
      `# Licence: MIT\n\nimport asyncio\n\n\n# About f.\n${used('asyncio')}`,
    ],
    [
      'an import with a comment',
      `import abc  # why\n\n${USE}`,
      `import abc  # why\nimport asyncio\n\n${used('asyncio')}`,
    ],
    ['imports only further down', `${USE}\nimport os\n`, `import asyncio\n\n\n${used('asyncio')}\nimport os\n`],
    [
      'CRLF',
      `import os\r\n\r\n${USE.replaceAll('\n', '\r\n')}`,
      `import asyncio\r\nimport os\r\n\r\n${used('asyncio').replaceAll('\n', '\r\n')}`,
    ],
    ['a byte order mark', `\uFEFF${USE}`, `\uFEFFimport asyncio\n\n\n${used('asyncio')}`],
    ['a byte order mark and imports', `\uFEFFimport os\n${USE}`, `\uFEFFimport asyncio\nimport os\n${used('asyncio')}`],
    ['form feeds', `import abc\n\f\n${USE}`, `import abc\nimport asyncio\n\f\n${used('asyncio')}`],
    [
      'imports over several lines',
      `from abc import (\n    ABC,\n)\nimport os\n${USE}`,
      `from abc import (\n    ABC,\n)\nimport asyncio\nimport os\n${used('asyncio')}`,
    ],
    [
      'a string behind an import',
      `import sys; x = """\n\n"""\n${USE}`,
      `import asyncio\nimport sys; x = """\n\n"""\n${used('asyncio')}`,
    ],
  ])('%s', async (_, before, after) => {
    expect(await asyncio(before)).toBe(after);
  });
});

const cell = (number: number, source: string): string => cellText(headOf(number), source);

describe('where a new import goes in a notebook', () => {
  it.each([
    ['a cell under a magic', '%%time\nx = 1', '%%time\nimport asyncio\n\nx = 1'],
    ['a cell that begins with a magic', '%load_ext autoreload\nx = 1', '%load_ext autoreload\nimport asyncio\n\nx = 1'],
    ['imports under a magic', '%%capture\nimport abc', '%%capture\nimport abc\nimport asyncio'],
    ['a comment', '# Set up\nx = 1', '# Set up\nimport asyncio\n\nx = 1'],
    ['a docstring', '"""Set up"""', '"""Set up"""\n\nimport asyncio\n'],
  ])('%s', async (_, before, after) => {
    expect(await asyncio(cell(1, before) + cell(2, USE))).toBe(cell(1, after) + cell(2, used('asyncio')));
  });

  it.each([
    ['%%bash\nls'],
    ['%%writefile a.py\nimport abc'],
    ['%%html'],
    ['%md\n# Title'],
    ['%pip install x'],
    ['# Only this\n\n'],
  ])('behind %j, which holds no Python', async (other) => {
    const changed = `import asyncio\n\n\n${used('asyncio')}`;
    expect(await asyncio(cell(1, other) + cell(2, USE))).toBe(cell(1, other) + cell(2, changed));
  });
});

it('a new import goes into a cell of code, in a script that comments cut into cells', async () => {
  const prose = '# %% [markdown]\n# Title\n\n';
  expect(await asyncio(`${prose}# %%\nx = 1\n\n${USE}`)).toBe(
    `${prose}# %%\nimport asyncio\n\nx = 1\n\n${used('asyncio')}`,
  );
});

describe('importModule', () => {
  it.each([
    ['import asyncio\n', 'asyncio'],
    ['import asyncio as aio\n', 'aio'],
    ['import asyncio.subprocess\n', 'asyncio'],
    ['import os, asyncio as a, sys\n', 'a'],
    ['if x:\n    pass\nimport asyncio\n', 'asyncio'],
  ])('uses what is there: %s', async (imports, name) => {
    expect(await asyncio(imports + USE)).toBe(imports + used(name));
  });

  it('uses an import of the function that comes first', async () => {
    const text = 'def f():\n    import asyncio as aio\n    return HERE\n';
    expect(await asyncio(text)).toBe(text.replace('HERE', 'aio'));
  });

  it.each([
    [
      'type checking only',
      'import typing\nif typing.TYPE_CHECKING:\n    import asyncio\n',
      'import asyncio\n',
      'asyncio',
    ],
    [
      'a fallback',
      'try:\n    import asyncio\nexcept ImportError:\n    asyncio = None\n',
      'import asyncio as asyncio_\n\n',
      'asyncio_',
    ],
    ['another module', 'from os import path as asyncio\n', 'import asyncio as asyncio_\n', 'asyncio_'],
    ['a variable', 'asyncio = asyncio_ = 1\n', 'import asyncio as asyncio_2\n\n', 'asyncio_2'],
  ])('does not count %s', async (_, top, line, name) => {
    expect(await asyncio(top + USE)).toBe(line + top + used(name));
  });

  it.each([
    ['def f(asyncio):\n    return HERE\n'],
    ['def f():\n    asyncio = 1\n    return HERE\n'],
    ['def f():\n    for asyncio in x:\n        return HERE\n'],
    ['def g(asyncio):\n    def f():\n        return HERE\n    return f\n'],
    ['def f():\n    y = HERE\n    import asyncio\n'],
    ['def f():\n    if x:\n        import asyncio\n    return HERE\n'],
    ['def f():\n    return [HERE for asyncio in x]\n'],
  ])('takes another name where its own means something else: %s', async (text) => {
    const result = await asyncio(`import asyncio\n${text}`);
    expect(result).toBe(`import asyncio\nimport asyncio as asyncio_\n${text.replace('HERE', 'asyncio_')}`);
  });

  it('sees through a class body', async () => {
    const text = 'import asyncio\nclass A:\n    asyncio = 1\n    def f(self):\n        return HERE\n';
    expect(await asyncio(text)).toBe(text.replace('HERE', 'asyncio'));
  });

  it('wants the import above code of the module', async () => {
    expect(await asyncio('import os\nx = HERE\nimport asyncio\n')).toBe(
      'import asyncio\nimport os\nx = asyncio\nimport asyncio\n',
    );
    expect(await asyncio('import asyncio\nx = HERE\n')).toBe('import asyncio\nx = asyncio\n');
  });

  it('knows submodules', async () => {
    const futures = (text: string) => here(text, (view, place) => importModule(view, place, 'concurrent.futures'));
    expect(await futures(USE)).toBe(`import concurrent.futures\n\n\n${used('concurrent.futures')}`);
    const from = 'from concurrent import futures\n';
    expect(await futures(from + USE)).toBe(from + used('futures'));
    const shadowed = 'def f(concurrent):\n    return HERE\n';
    expect(await futures(shadowed)).toBe(
      `import concurrent.futures as concurrent_futures_\n\n\n${shadowed.replace('HERE', 'concurrent_futures_')}`,
    );
  });
});

describe('importName', () => {
  const aclosing = (text: string) => here(text, (view, place) => importName(view, place, 'contextlib', 'aclosing'));

  it.each([
    ['from contextlib import suppress\n', 'from contextlib import aclosing, suppress\n'],
    ['from contextlib import aa\n', 'from contextlib import aa, aclosing\n'],
    ['from contextlib import z, b\n', 'from contextlib import z, b, aclosing\n'],
    ['from contextlib import (aa)\n', 'from contextlib import (aa, aclosing)\n'],
    ['from contextlib import (aa,)\n', 'from contextlib import (aa, aclosing,)\n'],
    ['from contextlib import (\n    suppress,\n)\n', 'from contextlib import (\n    aclosing,\n    suppress,\n)\n'],
    ['from contextlib import (\n    aa,  # why\n)\n', 'from contextlib import (\n    aa,  # why\n    aclosing,\n)\n'],
    ['from contextlib import (\n    aa\n)\n', 'from contextlib import (\n    aa,\n    aclosing\n)\n'],
    ['from contextlib import aa as b\n', 'from contextlib import aa as b, aclosing\n'],
    ['from contextlib import aa, \\\n    bb\n', 'from contextlib import aa, \\\n    aclosing, bb\n'],
    ['from contextlib import aclosing\n', 'from contextlib import aclosing\n'],
    ['import abc\nfrom typing import Any\n', 'import abc\nfrom contextlib import aclosing\nfrom typing import Any\n'],
    ['import zlib\n', 'import zlib\nfrom contextlib import aclosing\n'],
    ['from contextlib import *\n', 'from contextlib import *\nfrom contextlib import aclosing\n'],
    ['from .contextlib import aa\n', 'from contextlib import aclosing\nfrom .contextlib import aa\n'],
  ])('%s', async (before, after) => {
    expect(await aclosing(before + USE)).toBe(after + used('aclosing'));
  });

  it('takes another name where its own is taken', async () => {
    const text = 'from contextlib import suppress\ndef f(aclosing):\n    return HERE\n';
    expect(await aclosing(text)).toBe(
      'from contextlib import aclosing as aclosing_, suppress\ndef f(aclosing):\n    return aclosing_\n',
    );
  });

  it('uses another name that it has', async () => {
    const text = `from contextlib import aclosing as closing\n${USE}`;
    expect(await aclosing(text)).toBe(text.replace('HERE', 'closing'));
  });
});

describe('reference', () => {
  it.each([
    ['import asyncio\n', 'asyncio.sleep', 'asyncio.sleep'],
    ['from asyncio import sleep\n', 'asyncio.sleep', 'sleep'],
    ['from asyncio import sleep as nap\n', 'asyncio.sleep', 'nap'],
    ['import anyio as a\n', 'anyio.to_thread.run_sync', 'a.to_thread.run_sync'],
    ['from anyio import to_thread\n', 'anyio.to_thread.run_sync', 'to_thread.run_sync'],
    ['from anyio.to_thread import run_sync\n', 'anyio.to_thread.run_sync', 'run_sync'],
    ['import concurrent.futures\n', 'concurrent.futures.wait', 'concurrent.futures.wait'],
    ['from concurrent import futures\n', 'concurrent.futures.wait', 'futures.wait'],
  ])('after %s, %s', async (imports, dotted, name) => {
    const result = await here(imports + USE, (view, place) => reference(view, place, dotted));
    expect(result).toBe(imports + used(name));
  });

  it('imports the module that is missing', async () => {
    const imports = 'import concurrent\nfrom asyncio import run\n';
    const wait = await here(imports + USE, (view, place) => reference(view, place, 'concurrent.futures.wait'));
    expect(wait).toBe(
      `import concurrent\nimport concurrent.futures\nfrom asyncio import run\n${used('concurrent.futures.wait')}`,
    );
  });
});
