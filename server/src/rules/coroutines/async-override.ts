import { isPlaceholder } from '../../facts/function-bodies.ts';
import { lastNameIn } from '../../facts/last-name.ts';
import type { ClassDef, FunctionDef, Node, Parameter } from '../../facts/nodes.ts';
import { ancestors, preorder } from '../../facts/walk.ts';
import type { Fix } from '../../fixes/fix.ts';
import { editsOf, inFiles, makeAsyncWithCallers } from '../../fixes/make-async-with-callers.ts';
import { asyncClasses, handlers, syncClasses } from '../../knowledge/conventions/asyncness.ts';
import { isNamedBy, wordsOf } from '../../knowledge/conventions/convention.ts';
import { isDunder } from '../../knowledge/dunders.ts';
import { coroutineGuards, eitherHooks } from '../../knowledge/loop.ts';
import { bindingsOf, isAwaitable, usesOf } from '../../project/coroutines/coroutine-life.ts';
import type { ChunkView } from '../../project/model/chunk-view.ts';
import { STANDARD_LIBRARY } from '../../project/types/standard-names.ts';
import type { Type } from '../../project/types/types.ts';
import { localized } from '../../text/localized.ts';
import { defineRule } from '../rule.ts';
import { asyncOverrideDocs } from './async-override-docs.ts';
import { titles } from '../shared/titles.ts';

export const asyncOverride = defineRule({
  id: 'async-override',
  category: 'coroutines',
  severity: 'warning',
  fix: 'sometimes',
  summary: {
    en: 'A plain method that overrides an async one, or the reverse.',
    'zh-cn': '用普通方法重写了异步方法，或者反过来。',
  },
  docs: asyncOverrideDocs,
  visit: {
    FunctionDef(method, view, report) {
      const cls = view.parent(method);
      if (cls?.kind !== 'ClassDef' || isDunder(method.name)) return;
      const base = overridden(view, cls, method.name);
      if (!base || !isMismatch(view, method, base.method)) return;
      if (isCounterpart(view, cls, method.isAsync) || isAskedFor(view, base.method)) return;
      if (isTest(view, cls, method) || view.lookup(base.method, eitherHooks)) return;
      const isCalled = isCalledThroughBase(view, cls, method, base.method);
      if (!isCalled && (isNamedBy(handlers, method.name) || isOutvoted(view, base.method))) return;
      const { name, nameStart } = method;
      const message = method.isAsync
        ? texts.asyncOverPlain
        : view.signature(base.method)?.isGenerator
          ? texts.plainOverGenerator
          : texts.plainOverAsync;
      const definition = view.definition(base.method);
      report({
        at: { start: nameStart, end: nameStart + name.length },
        ...(isCalled ? {} : { severity: 'information' }),
        message: message(name, base.className),
        related: definition && !definition.isLibrary ? [{ at: definition.at, message: texts.overriddenHere }] : [],
        fixes: () => (method.isAsync ? [] : makeLikeBase(view, method, base.method)),
      });
    },
  },
});

function makeLikeBase(view: ChunkView, method: FunctionDef, base: Type): readonly Fix[] {
  const changes = view.signature(base)?.isGenerator ? undefined : makeAsyncWithCallers(view, method);
  if (!changes) return [];
  return [
    {
      title: titles.makeAsyncWithCallers(method.name, inFiles(changes)),
      safety: 'unsafe',
      edits: editsOf(changes),
    },
  ];
}

/** Whoever runs tests finds them by their names, and calls each as it is. */
const isTest = (view: ChunkView, node: ClassDef, { name }: FunctionDef): boolean =>
  name.startsWith('test') &&
  (node.name.startsWith('Test') ||
    node.arguments.some(({ value }) => view.isInstanceOf(view.typeOf(value), 'unittest.TestCase')));

/**
 * Whether a call of the base class's method is seen that takes it for what it is, and may come to the override: in the file of
 * the base class or in this one. Those of the standard library are called by the library.
 */
function isCalledThroughBase(view: ChunkView, cls: ClassDef, own: FunctionDef, base: Type): boolean {
  const definition = view.definition(base);
  if (!definition || base.kind !== 'function') return false;
  if (definition.isLibrary) return true;
  const { name, isAsync } = definition.node;
  if (asksForMore(own, definition.node)) return false;
  return [...definition.view.occurrences(name), ...view.occurrences(name)].some(({ view: home, node }) => {
    const call = home.parent(node);
    if (call?.kind !== 'Call' || call.func !== node || node.kind !== 'Attribute') return false;
    if (isOfSuper(node.value) || isReplaced(view, cls, home.functionAround(node))) return false;
    const method = home.typeOf(node);
    const isAwaited = home.parent(call)?.kind === 'Await' || isIterated(home, call);
    return method.kind === 'function' && method.ref === base.ref && isAwaited === isAsync;
  });
}

/** The base class only declares it, and all that override it are of the other kind: so are those who call it. */
function isOutvoted(view: ChunkView, base: Type): boolean {
  const definition = view.definition(base);
  if (!definition || definition.isLibrary || !isPlaceholder(definition.node.body)) return false;
  const overrides = definition.view.overriding(definition.node) ?? [];
  return overrides.length > 1 && overrides.every(({ node }) => node.isAsync !== definition.node.isAsync);
}

/** `super().load()` runs the base class's own. */
const isOfSuper = (owner: Node): boolean =>
  owner.kind === 'Call' && owner.func.kind === 'Name' && owner.func.name === 'super';

/** Who calls it in the base class is overridden, too, by something that does not go there. */
const isReplaced = (view: ChunkView, cls: ClassDef, caller: Node | undefined): boolean =>
  view
    .partsOfClass(cls)
    .some((part) =>
      part.node.body.some(
        (statement) =>
          statement.kind === 'FunctionDef' &&
          statement !== caller &&
          caller?.kind === 'FunctionDef' &&
          statement.name === caller.name &&
          ![...preorder(part.view.facts, statement)].some(isOfSuper),
      ),
    );

/** A call that fits the base class's method fails for the override: nobody makes it. */
function asksForMore({ parameters }: FunctionDef, base: FunctionDef): boolean {
  if (base.parameters.some(({ type }) => type === 'args')) return false;
  const isPositional = ({ type }: Parameter): boolean => type === 'positional' || type === 'positional-only';
  const required = parameters.filter((parameter) => isPositional(parameter) && !parameter.default);
  return required.length > base.parameters.filter(isPositional).length;
}

/** `async for row in self.rows()` */
function isIterated(view: ChunkView, call: Node): boolean {
  const parent = view.parent(call);
  return (parent?.kind === 'For' || parent?.kind === 'ComprehensionFor') && parent.isAsync && parent.iter === call;
}

interface Overridden {
  readonly method: Type;
  readonly className: string;
}

function overridden(view: ChunkView, node: ClassDef, name: string): Overridden | undefined {
  for (const base of node.arguments) {
    if (base.name !== undefined || base.stars > 0) continue;
    const cls = view.typeOf(base.value);
    const method = cls.kind === 'class' ? view.member(cls, name) : undefined;
    if (method?.kind !== 'function') continue;
    const className = view.definition(method)?.qualifiedName.split('.').at(-2);
    if (className !== undefined) return { method, className };
  }
  return undefined;
}

/** `AsyncStore(Store)`, `SyncMessage(Message)`: the other version of a class; nobody takes the one for the other. */
function isCounterpart(view: ChunkView, node: ClassDef, isAsync: boolean): boolean {
  const outer = [...ancestors(view.facts, node)].flatMap((each) => (each.kind === 'ClassDef' ? [each.name] : []));
  const bases = node.arguments.map(({ value }) => lastNameIn(value) ?? '');
  const kind = isAsync ? asyncClasses : syncClasses;
  return (
    [...outer, ...bases].some((name) => isNamedBy(kind, name)) ||
    (isNamedBy(kind, node.name) && bases.some((base) => shareWord(node.name, base)))
  );
}

/** `AsyncMessageStore` is a version of `Store`, and `AsyncPart` none of `Base`. */
const shareWord = (name: string, other: string): boolean => {
  const words = wordsOf(other).split(' ');
  return wordsOf(name)
    .split(' ')
    .some((word) => words.includes(word));
};

/** Where the base class's file asks whether the method is async, or what it gave can be awaited, overrides may be both. */
function isAskedFor(view: ChunkView, base: Type): boolean {
  const definition = view.definition(base);
  const places = definition?.view.occurrences(definition.node.name) ?? [];
  return places.some((place) => isAsked(place.view, place.node));
}

/** `if iscoroutinefunction(self.complete): …`, or `reply = self.complete(code)` and `if inspect.isawaitable(reply): …` */
function isAsked(view: ChunkView, callee: Node): boolean {
  if (isHandedToGuard(view, callee)) return true;
  const call = view.parent(callee);
  if (call?.kind !== 'Call' || call.func !== callee) return false;
  return [call, ...bindingsOf(view, call).flatMap((binding) => usesOf(view, binding))].some((use) =>
    isHandedToGuard(view, use),
  );
}

function isHandedToGuard(view: ChunkView, node: Node): boolean {
  const argument = view.parent(node);
  const guard = argument?.kind === 'Argument' ? view.parent(argument) : undefined;
  return guard?.kind === 'Call' && view.lookupCall(guard, coroutineGuards) !== undefined;
}

function isMismatch(view: ChunkView, node: FunctionDef, base: Type): boolean {
  const own = view.typeOfDefinition(node);
  const [ownSignature, baseSignature] = [view.signature(own), view.signature(base)];
  if (!ownSignature || !baseSignature || ownSignature.isAsync === baseSignature.isAsync) return false;
  if (ownSignature.descriptor !== baseSignature.descriptor) return false;
  if (baseSignature.mayMeanGenerator) return false;
  const [plain, async] = ownSignature.isAsync ? [base, own] : [own, base];
  if (ownSignature.isAsync && isThirdParty(view, base)) return false;
  if (view.signature(async)?.isGenerator)
    return !view.mayIterate(view.resultOf(plain), true) && !isAwaitable(view, view.resultOf(plain));
  return !view.mayAwait(view.resultOf(plain));
}

function isThirdParty(view: ChunkView, method: Type): boolean {
  const definition = view.definition(method);
  return definition === undefined || (definition.isLibrary && !definition.at.uri.startsWith(STANDARD_LIBRARY));
}

// ------------------------------------------------------------------------------------------- texts

const texts = {
  asyncOverPlain: localized({
    en: (name: string, base: string) =>
      `\`${name}\` is async but overrides \`${base}.${name}\`, which is not async, so through the base class its coroutine is never awaited; make both alike.`,
    'zh-cn': (name, base) =>
      `\`${name}\` 是异步方法，它覆盖的 \`${base}.${name}\` 却不是，通过基类调用时，它的协程不会被等待；请让两者保持一致。`,
  }),
  plainOverAsync: localized({
    en: (name: string, base: string) =>
      `\`${name}\` is a plain method but overrides \`${base}.${name}\`, which is async, so through the base class awaiting it fails; make both alike.`,
    'zh-cn': (name, base) =>
      `\`${name}\` 是普通方法，它覆盖的 \`${base}.${name}\` 却是异步方法，通过基类调用并等待它时会出错；请让两者保持一致。`,
  }),
  plainOverGenerator: localized({
    en: (name: string, base: string) =>
      `\`${name}\` is a plain method but overrides \`${base}.${name}\`, which is async, so through the base class \`async for\` over it fails; make both alike.`,
    'zh-cn': (name, base) =>
      `\`${name}\` 是普通方法，它覆盖的 \`${base}.${name}\` 却是异步方法，通过基类用 \`async for\` 遍历它时会出错；请让两者保持一致。`,
  }),
  overriddenHere: { en: 'Overridden here', 'zh-cn': '被覆盖的方法在这里' },
};
