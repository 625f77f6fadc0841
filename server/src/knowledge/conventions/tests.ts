import type { Convention } from './convention.ts';

export const expectsFailure: Convention = {
  meaning: { en: 'in a `with`, expects that the code in it fails', 'zh-cn': '在 `with` 里，预期其中的代码会失败' },
  rules: [
    'unawaited-coroutine',
    'unawaited-return',
    'coroutine-as-value',
    'asyncio-run-in-loop',
    'dangling-task',
    'gather-exceptions',
    'blocking',
  ],
  groups: [
    { names: ['raises'], seen: 'pytest, and helpers around it', fixture: 'rules/asyncio-run-in-loop/expected.py' },
    { names: ['assert_raises_…'], seen: 'unittest', fixture: 'rules/coroutine-as-value/uses.py' },
    {
      names: ['warns', 'assert_warns_…'],
      seen: 'tests of what is never awaited',
      fixture: 'rules/unawaited-coroutine/expected_warnings.py',
    },
  ],
};

export const asserts: Convention = {
  meaning: { en: 'compares futures in a test, which means it', 'zh-cn': '在测试里比较 Future，是有意为之' },
  rules: ['coroutine-as-value'],
  groups: [
    { names: ['assert_…'], seen: 'tests of futures', fixture: 'rules/coroutine-as-value/also_something_else.py' },
  ],
};

export const runsBeforeEachTest: Convention = {
  meaning: {
    en: 'runs before each test: what it replaces is replaced in the whole class',
    'zh-cn': '在每个测试之前运行：它替换的东西，在整个类里都被替换',
  },
  rules: ['unawaited-coroutine'],
  groups: [
    { names: ['set_up_…'], seen: 'unittest', fixture: 'rules/unawaited-coroutine/replaced_methods.py' },
    {
      names: ['setup_…', 'async_set_up'],
      seen: 'pytest, unittest',
      fixture: 'rules/unawaited-coroutine/replaced_before_tests.py',
    },
  ],
};
