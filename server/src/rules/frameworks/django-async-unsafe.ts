import { throughSyncToAsync } from '../../fixes/asgiref.ts';
import type { Fix } from '../../fixes/fix.ts';
import { localized, type Localized } from '../../text/localized.ts';
import { python } from '../python.ts';
import { defineRule } from '../rule.ts';
import { FOLLOWED } from '../shared/blocking-limits.ts';
import { asyncMethod } from '../shared/blocking-fixes.ts';
import { type BlockingCase } from '../shared/blocking-case.ts';
import { blockingVisitors, moreTelling } from '../shared/blocking-report.ts';

export const djangoAsyncUnsafe = defineRule({
  id: 'django-async-unsafe',
  category: 'frameworks',
  severity: 'warning',
  fix: 'sometimes',
  summary: {
    en: 'Django’s ORM in asynchronous code: Django refuses it with `SynchronousOnlyOperation`.',
    'zh-cn': '在异步代码里使用 Django 的 ORM：Django 会以 `SynchronousOnlyOperation` 拒绝。',
  },
  docs: {
    why: {
      en: [
        'Django’s ORM and transactions depend on the thread. On the thread of an event loop Django does not let them run: it raises `SynchronousOnlyOperation`.',
        'Query sets have asynchronous methods with an `a` in front (`aget()`, `acreate()`, …) and can be iterated with `async for`; anything else goes through `sync_to_async()`.',
      ].join(' '),
      'zh-cn': [
        'Django 的 ORM 和事务依赖于所在的线程。在事件循环的线程上，Django 不允许它们运行，会抛出 `SynchronousOnlyOperation`。',
        '查询集（QuerySet）有以 `a` 开头的异步方法（`aget()`、`acreate()` 等），也可以用 `async for` 遍历；其他操作都要通过 `sync_to_async()` 进行。',
      ].join(''),
    },
    examples: [
      {
        bad: python`
          from django.db import models


          class Book(models.Model):
              title = models.CharField(max_length=100)


          async def rename(title, new_title):
              book = Book.objects.get(title=title)
              book.title = new_title
              await book.asave()
        `,
        good: python`
          from django.db import models


          class Book(models.Model):
              title = models.CharField(max_length=100)


          async def rename(title, new_title):
              book = await Book.objects.aget(title=title)
              book.title = new_title
              await book.asave()
        `,
        claim: { because: 'It takes a Django project with a database.' },
      },
    ],
    limits: FOLLOWED,
    peers: [],
  },
  supersededBy: moreTelling('django-async-unsafe'),
  visit: blockingVisitors('django-async-unsafe', {
    harm: {
      en: 'raises `SynchronousOnlyOperation` on the thread of an event loop',
      'zh-cn': '在事件循环所在的线程中会抛出 `SynchronousOnlyOperation`',
    },
    advice: djangoAdvice,
    isGrave: () => true,
    fixes: fixesOf,
  }),
});

/** The asynchronous counterpart, else `sync_to_async()`; what hands out a query set or cursor is used further. */
function fixesOf(found: BlockingCase): readonly Fix[] {
  const { view, site, effect } = found;
  const counterpart = asyncMethod(found);
  if (counterpart.length > 0 || site.kind !== 'Call' || effect.known?.lazy || view.parent(site)?.kind === 'WithItem')
    return counterpart;
  const edits = throughSyncToAsync(view, site);
  return edits ? [{ title: texts.callThrough(effect.path[0]?.name ?? ''), safety: 'unsafe', edits }] : [];
}

function djangoAdvice({ view, effect, isDirect }: BlockingCase): Localized {
  const counterpart = effect.known?.counterpart?.[view.library] ?? '`sync_to_async()`';
  if (!isDirect) return texts.throughBridge;
  const isMethod = typeof counterpart === 'string' && /^`a\w+\(\)`$/.test(counterpart);
  return (isMethod ? texts.awaitInstead : texts.use)(counterpart);
}

const texts = {
  callThrough: localized({
    en: (callee: string) => `Call \`${callee}()\` through \`sync_to_async()\``,
    'zh-cn': (callee) => `通过 \`sync_to_async()\` 调用 \`${callee}()\``,
  }),
  throughBridge: { en: 'call it through `sync_to_async()`', 'zh-cn': '通过 `sync_to_async()` 调用它' },
  awaitInstead: localized({
    en: (counterpart: string) => `await ${counterpart} instead`,
    'zh-cn': (counterpart) => `改为等待${counterpart}`,
  }),
  use: localized({
    en: (counterpart: string) => `use ${counterpart}`,
    'zh-cn': (counterpart) => `改用${counterpart}`,
  }),
};
