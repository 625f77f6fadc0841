import { type ReferencesBy } from './callers-by-sink.ts';
import { type CallUse } from './call-uses.ts';
import { type Company } from './company.ts';
import type { Effect } from './effect.ts';
import { type NamedUses } from './named-uses.ts';
import { type Occasion } from './occasions.ts';
import { type WaysToSink } from './sinks.ts';

declare module '../names/questions.ts' {
  interface ProjectQueries {
    readonly effectsOfFunction: (ref: string) => readonly Effect[];
    readonly isRunWhenRead: (ref: string) => boolean;
    readonly callersBySink: (where: string, name: string) => ReferencesBy;
    readonly decoratedByWrapper: (decorator: string) => ReferencesBy;
    readonly newNames: (chunk: string) => readonly (readonly [name: string, newName: string])[];
    readonly newNamesOfFile: (uri: string) => ReadonlyMap<string, readonly string[]>;
    readonly namedUses: (name: string) => NamedUses;
    readonly waysToSink: (sink: string) => WaysToSink;
    readonly isAlwaysPassedContent: (key: string) => boolean;
    readonly isFunctionBoundToThread: (ref: string) => boolean;
    /** `callee chunk uri` */
    readonly callUses: (key: string) => readonly CallUse[];
    readonly occasionOf: (ref: string) => Occasion | undefined;
    /** `companyKey` */
    readonly company: (key: string) => Company;
  }
}
