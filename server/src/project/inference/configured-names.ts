import { matchesName, parseName } from '../../text/glob.ts';
import { partsOf } from '../names/definitions.ts';
import type { Chunk, ProjectConfiguration } from '../names/project.ts';
import { membersOf, type Type } from '../types/types.ts';
import { publicName } from './public-name.ts';

export type ConfiguredNames = Exclude<keyof ProjectConfiguration, 'asyncTests' | 'wantsTestPlugin'>;

/**
 * Whether the settings name the function, method or class, by the module that defines it or one that re-exports it.
 * `*` stands for any text: `billing.api.*`.
 */
export function isConfigured(chunk: Chunk, type: Type, list: ConfiguredNames): boolean {
  const { project, file } = chunk;
  const names = project.configuration.get(project.contexts.get(file.uri))[list];
  return names.length > 0 && membersOf(type).every((item) => isNamed(chunk, item, sorted(names)));
}

interface SortedNames {
  readonly plain: ReadonlySet<string>;
  /** Those with `*` in them. */
  readonly patterns: readonly ReturnType<typeof parseName>[];
}

const known = new WeakMap<readonly string[], SortedNames>();

function sorted(names: readonly string[]): SortedNames {
  let found = known.get(names);
  if (!found) {
    const isPattern = (name: string): boolean => name.includes('*');
    found = {
      plain: new Set(names.filter((name) => !isPattern(name))),
      patterns: names.filter(isPattern).map(parseName),
    };
    known.set(names, found);
  }
  return found;
}

function isNamed(chunk: Chunk, type: Type, { plain, patterns }: SortedNames): boolean {
  const own = dottedNames(chunk, type);
  if (own.length === 0 && type.kind !== 'instance') return false;
  return (
    own.some((dotted) => plain.has(dotted) || patterns.some((pattern) => matchesName(pattern, dotted))) ||
    [...plain].some((name) => leadsTo(chunk, name, type))
  );
}

function dottedNames(chunk: Chunk, type: Type): readonly string[] {
  switch (type.kind) {
    case 'external':
      return type.path.endsWith('()') ? [] : [type.path.replaceAll('()', '')];
    case 'callable':
      return type.of ? dottedNames(chunk, type.of) : [];
    case 'class':
      return dottedNamesOf(chunk, type.ref);
    case 'function':
      return [...dottedNamesOf(chunk, type.ref), ...namesThroughReceiver(chunk, type)];
    default:
      return [];
  }
}

/** A method goes by the name of each class on the way to it. */
function namesThroughReceiver(chunk: Chunk, type: Extract<Type, { kind: 'function' }>): readonly string[] {
  const { receiver, ref } = type;
  if (receiver?.kind !== 'instance' && receiver?.kind !== 'class') return [];
  const { qualifiedName } = partsOf(ref);
  const method = qualifiedName.slice(qualifiedName.lastIndexOf('.') + 1);
  const line = chunk.project.ask.classInfo(receiver.ref)?.mro ?? [];
  return line.flatMap((entry) => dottedNamesOf(chunk, entry.ref).map((name) => `${name}.${method}`));
}

/** Several for what is defined below a folder without `__init__`. */
function dottedNamesOf(chunk: Chunk, ref: string): readonly string[] {
  const { uri, qualifiedName } = partsOf(ref);
  const { module = '', fullName = '' } = chunk.project.files.get(uri) ?? {};
  if (module === 'builtins' || module === '') return [qualifiedName];
  return [...new Set([module, fullName])].map((name) => `${name}.${qualifiedName}`);
}

function leadsTo(chunk: Chunk, name: string, type: Type): boolean {
  const target = type.kind === 'callable' ? type.of : type;
  const found = publicName(chunk, name);
  return (
    found !== undefined &&
    target !== undefined &&
    'ref' in found &&
    'ref' in target &&
    found.kind === target.kind &&
    found.ref === target.ref
  );
}
