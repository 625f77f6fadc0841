import type { FunctionDef, Node } from '../facts/nodes.ts';
import type { ChunkView, Definition } from '../project/model/chunk-view.ts';
import { membersOf, type Type } from '../project/types/types.ts';

export interface Place<N extends Node> {
  readonly view: ChunkView;
  readonly node: N;
}

/** A function, or methods that override each other and so must stay alike. */
export interface Family {
  /** Those of the user's own code, the one that was asked about first. */
  readonly members: readonly Place<FunctionDef>[];
  /** What libraries have under that name. */
  readonly ofLibraries: readonly Type[];
}

/** More methods than these are no family to change at once. */
const MOST_MEMBERS = 30;

/** Undefined where not all of it can be known. */
export function familyOf(target: Place<FunctionDef>): Family | undefined {
  const members: Place<FunctionDef>[] = [target];
  const ofLibraries: Type[] = [];
  const add = (found: Definition | undefined, type: Type): boolean => {
    if (!found) return false;
    if (found.isLibrary) ofLibraries.push(type);
    else if (!members.some((member) => isSameFunction(member, found))) members.push(found);
    return true;
  };
  for (const { view, node } of members) {
    if (members.length > MOST_MEMBERS) return undefined;
    const above = overridden(view, node).flatMap((type) => membersOf(type));
    const below = view.overriding(node);
    if (!below || !above.every((type) => add(view.definition(type), type))) return undefined;
    for (const found of below) add(found, found.view.typeOfDefinition(found.node));
  }
  return { members, ofLibraries };
}

/** What bases have, or may have, under its name. */
export function overridden(view: ChunkView, node: FunctionDef): readonly Type[] {
  const owner = view.parent(node);
  const bases = owner?.kind === 'ClassDef' ? owner.arguments.filter(({ name }) => name === undefined) : [];
  return bases.flatMap(({ value }) => view.member(view.typeOf(value), node.name) ?? []);
}

export const isSameFunction = (a: Place<FunctionDef>, b: Place<FunctionDef>): boolean =>
  a.node === b.node && a.view.chunk === b.view.chunk && a.view.uri === b.view.uri;
