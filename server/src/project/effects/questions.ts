import { type CallUse } from './call-uses.ts';
import { type Company } from './company.ts';
import type { Effect } from './effect.ts';
import { type Occasion } from './occasions.ts';
import { type WaysToSink } from './sinks.ts';

declare module '../names/questions.ts' {
  interface ProjectQueries {
    readonly effectsOfFunction: (ref: string) => readonly Effect[];
    readonly isRunWhenRead: (ref: string) => boolean;
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
