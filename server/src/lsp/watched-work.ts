import type { Connection } from 'vscode-languageserver';
import { contentHash } from '../text/hash.ts';
import { localized } from '../text/localized.ts';
import type { OnWork } from '../workspace/file-findings.ts';
import type { Client } from './client.ts';
import type { Log } from './log.ts';
import { methods, type WatchedWork } from './protocol.ts';

/** Shows the client that the server listens. */
export function answerThatAlive(connection: Connection): void {
  connection.onRequest(methods.alive, () => null);
}

/** Tells a client that watches over the server what it is at, once for each text in a row. */
export function tellWork(connection: Connection, { leftAlone }: Client): OnWork | undefined {
  if (leftAlone === undefined) return undefined;
  let last: { readonly uri: string; readonly text: string } | undefined;
  return (uri, text) => {
    if (last?.uri === uri && last.text === text) return;
    last = { uri, text };
    void connection.sendNotification(methods.working, { uri, hash: contentHash(text) } satisfies WatchedWork);
  };
}

/** The texts over which an earlier server of this client never answered. */
export interface LeftAlone {
  /** Whether it is one, which is told once. */
  has(uri: string, text: string): boolean;
}

export function createLeftAlone({ leftAlone = [] }: Client, log: Log): LeftAlone {
  const told = new Set<WatchedWork>();
  return {
    has(uri, text) {
      const ofFile = leftAlone.filter((work) => work.uri === uri);
      const hash = ofFile.length > 0 ? contentHash(text) : '';
      const work = ofFile.find((each) => each.hash === hash);
      if (work && !told.has(work)) log.warn(texts.leftAlone(uri));
      if (work) told.add(work);
      return work !== undefined;
    },
  };
}

const texts = {
  leftAlone: localized({
    en: (uri: string) => `Skipped ${uri} until it changes: the server did not answer any more while it looked at it.`,
    'zh-cn': (uri) => `跳过了 ${uri}，直到其内容改变：服务器检查它时没有了回应。`,
  }),
};
