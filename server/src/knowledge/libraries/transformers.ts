import type { BlockingCall } from '../blocking/blocking-call.ts';
import { joinTables, under, underEach } from '../name-table.ts';
import type { Library } from './library.ts';

const call: BlockingCall = { rule: 'blocking-call' };

export const transformers: Library = {
  packages: ['transformers'],
  blocking: joinTables(
    under('transformers', 'pipeline', call),
    underEach(
      [
        'transformers.AutoModel',
        'transformers.AutoModelForCausalLM',
        'transformers.AutoModelForSeq2SeqLM',
        'transformers.AutoModelForSequenceClassification',
        'transformers.AutoTokenizer',
        'transformers.AutoProcessor',
        'transformers.AutoConfig',
      ],
      'from_pretrained',
      call,
    ),
  ),
};
