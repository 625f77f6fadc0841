import { everywhere, type BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call', counterpart: everywhere('`anthropic.AsyncAnthropic`') };

export const anthropic: Library = {
  packages: ['anthropic'],
  blocking: joinTables(
    under('anthropic.resources.messages.Messages', 'create count_tokens parse', call),
    under('anthropic.resources.messages.Batches', 'create retrieve list cancel delete results', call),
    under('anthropic.resources.beta.messages.Messages', 'create count_tokens parse', call),
    under('anthropic.resources.models.Models', 'retrieve list', call),
    under('anthropic.MessageStreamManager', '__enter__', call),
  ),
  loopBound: under('anthropic', 'AsyncAnthropic AsyncAnthropicBedrock AsyncAnthropicVertex', 'first-wait'),
  asyncClients: { 'anthropic.Anthropic': 'anthropic.AsyncAnthropic' },
};
