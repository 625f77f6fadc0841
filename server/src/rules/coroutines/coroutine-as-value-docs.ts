import { python } from '../python.ts';
import type { Rule } from '../rule.ts';

export const coroutineAsValueDocs: Rule['docs'] = {
  why: {
    en: [
      'Without `await`, a call of an `async def` function gives a coroutine object, not what the function returns.',
      'Using that object as the result fails (it has no such attributes, items or operators) or, worse, goes on with a wrong value: it is always true, never equal to anything, and prints as `<coroutine object …>`.',
    ].join(' '),
    'zh-cn': [
      '不加 `await`，调用 `async def` 函数得到的是协程对象，而不是函数的返回值。',
      '把这个对象当作结果来用，要么直接出错（它没有结果的那些属性、元素和运算），要么更糟：带着错误的值继续运行。它作为条件永远为真，与任何东西都不相等，打印出来是 `<coroutine object …>`。',
    ].join(''),
  },
  examples: [
    {
      bad: python`
          import asyncio


          async def load_user(name):
              return {"name": name}


          async def greet(name):
              user = load_user(name)
              print("Hello", user["name"])


          asyncio.run(greet("Ada"))
        `,
      good: python`
          import asyncio


          async def load_user(name):
              return {"name": name}


          async def greet(name):
              user = await load_user(name)
              print("Hello", user["name"])


          asyncio.run(greet("Ada"))
        `,
      claim: { shows: "'coroutine' object is not subscriptable" },
    },
  ],
  limits: {
    en: [
      'What may be meant as a coroutine is left alone: passed to a function of which nothing is known, stored where nothing is declared, awaited anywhere, and what stands behind a question about what is called (`hasattr()`, `iscoroutinefunction()`, …).',
      'Where parameters, fields, variables, items and results are annotated, what contradicts the annotation counts; where it is passed on through a variable, all uses of the variable in the function are looked at.',
      'A call of which nothing is known counts, as information, where all others of the same function in the class or file are awaited.',
      'Where a decorator or function has one overload for plain and one for async functions, it is open which one is meant as long as it is not known what the function that it gets gives.',
      'Async generators count where they are called.',
      'Tasks, futures and other awaitables count where the use must fail, not where they are printed, compared or tested.',
    ].join(' '),
    'zh-cn': [
      '可能本来就要用协程的地方不报告：传给一无所知的函数、存进没有声明类型的地方、在任何地方被等待过，以及写在判断“被调用的是什么”的代码（`hasattr()`、`iscoroutinefunction()` 等）之后的用法。',
      '形参、字段、变量、元素和返回值有类型注解时，与注解相矛盾的用法会报告；经由变量传递时，会查看该变量在函数中的所有用法。',
      '对被调用者一无所知，但同一个类或文件里对这个函数的其他调用全都被等待时，以“信息”级别报告。异步生成器在调用它的地方就会报告。',
      '装饰器或函数如果分别为普通函数和异步函数写了重载，而交给它的函数返回什么并不清楚，就不能确定用的是哪一个重载，不报告。',
      '任务、Future 和其他可等待对象只在必然出错的用法上报告，打印、比较或判断真假时不报告。',
    ].join(''),
  },
  printed: [
    "TypeError: 'coroutine' object is not subscriptable",
    "AttributeError: 'coroutine' object has no attribute '…'",
    "TypeError: 'coroutine' object is not iterable",
  ],
  peers: [
    'pyright reportAttributeAccessIssue',
    'pyright reportIndexIssue',
    'pyright reportUnnecessaryComparison',
    'pyright reportArgumentType',
    'pyright reportOperatorIssue',
    'pyright reportGeneralTypeIssues',
    'pyright reportAssignmentType',
    'pyright reportReturnType',
    'mypy attr-defined',
    'mypy index',
    'mypy truthy-bool',
    'mypy arg-type',
    'mypy assignment',
    'mypy operator',
    'mypy list-item',
    'mypy dict-item',
  ],
};
