import type { ChunkPlace } from '../names/mentioned-places.ts';
import type { Certainty } from '../types/certainty.ts';
import type { ClassInfo } from '../types/class-info.ts';
import type { Signature } from '../types/signature.ts';
import type { Type } from '../types/types.ts';
import type { SetAttribute } from './replaced-attributes.ts';

declare module '../names/questions.ts' {
  interface ProjectQueries {
    /** `uri|name` */
    readonly moduleMember: (key: string) => Type | undefined;
    /** `uri|name` */
    readonly moduleGlobal: (key: string) => Type | undefined;
    /** `uri|name`: the module-level name read as an annotation. */
    readonly typeAlias: (key: string) => Type;
    /** `fromUri|name` */
    readonly builtin: (key: string) => Type | undefined;
    /** `dotted.name|fromUri` */
    readonly publicName: (key: string) => Type | undefined;
    readonly classInfo: (ref: string) => ClassInfo | undefined;
    readonly isProtocol: (ref: string) => boolean;
    /** What a protocol, and those it inherits from, ask for. */
    readonly protocolMembers: (ref: string) => readonly string[];
    readonly mayReturnCoroutine: (ref: string) => boolean;
    /** `ref|name` */
    readonly ownMember: (key: string) => Type | undefined;
    /** `ref|name` */
    readonly declaredMember: (key: string) => Type | undefined;
    /** `ref|name` */
    readonly instanceAttribute: (key: string) => Type | undefined;
    /** `ref|name` */
    readonly valuesGiven: (key: string) => Type | undefined;
    readonly signature: (ref: string) => Signature | undefined;
    readonly overloads: (ref: string) => readonly string[];
    readonly inferredReturn: (ref: string) => Type;
    readonly wrappersAround: (ref: string) => readonly string[];
    /** `uri|name` */
    readonly chunksReplacing: (key: string) => readonly ChunkPlace[];
    /** `ref|name` */
    readonly keptAs: (key: string) => Certainty | undefined;
    /** `ref|name` */
    readonly keptInTests: (key: string) => Certainty | undefined;
    /** `name|` or, for what holds in tests, `name|tests` */
    readonly objectsStoring: (key: string) => readonly Type[];
    /** `uri|chunk` */
    readonly setAttributes: (key: string) => readonly SetAttribute[];
    readonly isTest: (uri: string) => boolean;
    readonly inheritedAs: (ref: string) => Certainty | undefined;
    /** `ref|name` */
    readonly isOverriddenOtherwise: (key: string) => boolean;
    readonly startsTasks: (ref: string) => boolean;
    /** `ref parameter` */
    readonly calledParameter: (key: string) => Type;
    /** `ref parameter chunk uri` */
    readonly argumentGiven: (key: string) => Type | undefined;
    /** `ref|name` */
    readonly outsideAttribute: (key: string) => Type | undefined;
    /** `ref name chunk uri` */
    readonly attributeStored: (key: string) => Type | undefined;
  }
}
