import { Message, type MessageStrategy } from 'vscode-languageserver';

/**
 * Holds back what the client says after `initialize` until the workspace is open, which takes longer than the answer. What
 * it says then comes in the order in which it was said.
 */
export interface Gate extends MessageStrategy {
  open(): void;
}

export function createGate(): Gate {
  const held: (() => unknown)[] = [];
  let isClosed = false;
  return {
    handleMessage(message, next) {
      if (isClosed && !Message.isResponse(message)) {
        held.push(() => next(message));
        return;
      }
      if (Message.isRequest(message) && message.method === 'initialize') isClosed = true;
      return next(message);
    },
    open() {
      isClosed = false;
      for (const letIn of held.splice(0)) letIn();
    },
  };
}
