import type { ChunkPlace } from '../names/mentioned-places.ts';
import type { Certainty } from '../types/certainty.ts';
import type { ClassInfo } from '../types/class-info.ts';
import type { Signature } from '../types/signature.ts';
import type { Type } from '../types/types.ts';
import type { SetAttribute } from './replaced-attributes.ts';

declare module '../names/questions.ts' {
  interface ProjectQueries {
    /** Of the node of that id in a chunk. */
    readonly typeOfExpression: (chunk: number, node: number) => Type;
    /** Of the binding at that place among those of a chunk. */
    readonly typeOfBinding: (chunk: number, binding: number) => Type;
    readonly moduleMember: (uri: string, name: string) => Type | undefined;
    readonly moduleGlobal: (uri: string, name: string) => Type | undefined;
    /** : the module-level name read as an annotation. */
    readonly typeAlias: (uri: string, name: string) => Type;
    readonly builtin: (context: string, name: string) => Type | undefined;
    readonly publicName: (dottedName: string, context: string) => Type | undefined;
    readonly classInfo: (ref: string) => ClassInfo | undefined;
    readonly isProtocol: (ref: string) => boolean;
    /** What a protocol, and those it inherits from, ask for. */
    readonly protocolMembers: (ref: string) => readonly string[];
    readonly mayReturnCoroutine: (ref: string) => boolean;
    readonly ownMember: (ref: string, name: string) => Type | undefined;
    readonly declaredMember: (ref: string, name: string) => Type | undefined;
    readonly instanceAttribute: (ref: string, name: string) => Type | undefined;
    readonly valuesAssigned: (ref: string, name: string) => Type | undefined;
    readonly signature: (ref: string) => Signature | undefined;
    readonly overloads: (ref: string) => readonly string[];
    readonly inferredReturn: (ref: string) => Type;
    readonly wrappersAround: (ref: string) => readonly string[];
    readonly chunksReplacing: (uri: string, name: string) => readonly ChunkPlace[];
    readonly keptAs: (ref: string, name: string) => Certainty | undefined;
    readonly keptInTests: (ref: string, name: string) => Certainty | undefined;
    /** `where` is empty or, for what holds in tests, `tests`. */
    readonly objectsStoring: (name: string, where: string) => readonly Type[];
    /** There is one answer; its key is empty. */
    readonly allSetAttributes: (key: '') => readonly SetAttribute[];
    readonly setAttributes: (uri: string, chunk: string) => readonly SetAttribute[];
    readonly isTest: (uri: string) => boolean;
    readonly inheritedAs: (ref: string) => Certainty | undefined;
    readonly isOverriddenOtherwise: (ref: string, name: string) => boolean;
    readonly startsTasks: (ref: string) => boolean;
    /** `ref parameter` */
    readonly calledParameter: (key: string) => Type;
    /** `reference parameter` */
    readonly frameworkArgument: (key: string) => Type | undefined;
    /** `ref parameter chunk uri` */
    readonly argumentPassed: (key: string) => Type | undefined;
    readonly outsideAttribute: (ref: string, name: string) => Type | undefined;
    /** `ref name chunk uri` */
    readonly attributeStored: (key: string) => Type | undefined;
  }
}
