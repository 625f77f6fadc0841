import type { BlockingCall } from '../src/knowledge/blocking/blocking-call.ts';
import type { Library } from '../src/knowledge/libraries/library.ts';
import { inAllLanguages, localized, type Language, type Localized } from '../src/text/localized.ts';

/** The table of libraries for the README: what is known of each, and what stands for what blocks. */
export const libraryTable = (libraries: readonly Library[], language: Language): string =>
  [
    heads[language],
    '| --- | --- | --- |',
    ...libraries.map((library) => row(library, language)).sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)),
  ].join('\n');

const heads: Localized = {
  en: '| Library | What is known of it | In place of what blocks |',
  'zh-cn': '| 库 | 已知的内容 | 阻塞调用的替代 |',
};

function row(library: Library, language: Language): string {
  const blocking = Object.values(library.blocking ?? {});
  const cells = [
    library.packages.map((name) => `\`${name}\``).join(', '),
    kindsOf(library, blocking)
      .map((kind) => kind[language])
      .join(language === 'en' ? ', ' : '、'),
    counterparts(blocking, language),
  ];
  return `| ${cells.join(' | ')} |`;
}

/** Some have one for each call, which the messages tell. */
function counterparts(blocking: readonly BlockingCall[], language: Language): string {
  const all = blocking.flatMap(({ counterpart }) => counterpart?.asyncio ?? []);
  const each = [...new Set(all.map((text) => inAllLanguages(text)[language]))];
  const first = each.slice(0, 3).join(language === 'en' ? ', ' : '、');
  return each.length > 3 ? texts.andOthers(first)[language] : first;
}

/** What there is to say, in the order of the tables. */
function kindsOf(library: Library, blocking: readonly BlockingCall[]): readonly Localized[] {
  const parts = new Set(Object.keys(library).filter((part) => library[part as keyof Library] !== undefined));
  const has = (...names: readonly (keyof Library)[]): boolean => names.some((name) => parts.has(name));
  return [
    ...(blocking.length > 0 ? [texts.blocks(String(blocking.length))] : []),
    ...(has('stub') ? [texts.types] : []),
    ...(has('executorDispatches', 'loopDispatches', 'loopStarters', 'runningLoopGuards', 'needsRunningLoop')
      ? [texts.loops]
      : []),
    ...(has('taskSpawners', 'coroutineConsumers', 'taskScopes', 'cancelScopes', 'cancellationExceptions', 'sleeps')
      ? [texts.tasks]
      : []),
    ...(has('loopBound', 'asyncLocks', 'exclusiveLocks', 'notConcurrent', 'keepsConnections', 'asyncClients')
      ? [texts.connections]
      : []),
    ...(has('callbackTakers', 'plainCallers', 'asyncCallers', 'dependencyTakers', 'givenArguments', 'eitherHooks')
      ? [texts.callbacks]
      : []),
    ...(has('decorators', 'routes', 'answers', 'sleepsBetweenTries', 'fieldDecorators', 'calledAgain')
      ? [texts.decorators]
      : []),
    ...(has('testCases', 'mocks') ? [texts.tests] : []),
  ];
}

const texts = {
  blocks: localized({
    en: (count: string) => `calls that block (${count})`,
    'zh-cn': (count) => `阻塞调用（${count} 个）`,
  }),
  andOthers: localized({ en: (some: string) => `${some} and others`, 'zh-cn': (some) => `${some} 等` }),
  types: { en: 'types', 'zh-cn': '类型' },
  loops: { en: 'loops and threads', 'zh-cn': '循环与线程' },
  tasks: { en: 'tasks and timeouts', 'zh-cn': '任务与超时' },
  connections: { en: 'clients and locks', 'zh-cn': '客户端与锁' },
  callbacks: { en: 'callbacks', 'zh-cn': '回调' },
  decorators: { en: 'decorators', 'zh-cn': '装饰器' },
  tests: { en: 'tests', 'zh-cn': '测试' },
};
