import type { Facts } from './facts.ts';

/**
 * The bindings that a name's value can come from: behind tests, what is tested. Tests in a row leave many ways to the same
 * binding, and one in a loop leads back to itself.
 */
export function bindingsBehindTests({ bindings }: Facts, indexes: readonly number[]): readonly number[] {
  // A set also gives what is added while it is gone through.
  const reached = new Set(indexes);
  const behind: number[] = [];
  for (const index of reached) {
    const binding = bindings[index];
    if (binding?.type === 'narrow') for (const prior of binding.prior) reached.add(prior);
    else behind.push(index);
  }
  return behind;
}
