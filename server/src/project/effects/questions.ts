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
    readonly occasionOf: (ref: string) => Occasion | undefined;
  }
}
