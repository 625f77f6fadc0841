import { expect, test } from 'vitest';
import type { Facts } from '../../../server/src/facts/facts.ts';
import { keptFacts, nowhere, type FactsPlace } from '../../../server/src/workspace/kept-facts.ts';

interface Place extends FactsPlace {
  readonly name: string;
}

const NODES = 10;

function shelf(room: number) {
  const made: string[] = [];
  const places = Array.from({ length: 10 }, (_, i): Place => ({ name: String(i), ...nowhere }));
  const kept = keptFacts<Place>(({ name }) => {
    made.push(name);
    return { nodes: new Array<unknown>(NODES).fill(name) } as unknown as Facts;
  }, room);
  const atHand = (): string => places.flatMap(({ facts, name }) => (facts ? [name] : [])).join('');
  return { made, places, kept, atHand };
}

test('facts that nobody asks for are let go when many others were made, and not before', () => {
  const { made, places, kept, atHand } = shelf(5 * NODES);
  for (const place of places.slice(0, 5)) kept.of(place);
  kept.letGo(places, () => true);
  expect(atHand()).toBe('01234');
  for (const place of places.slice(5)) {
    kept.of(place);
    kept.of(places[0]!);
    if (place !== places[9]) kept.letGo(places, () => true);
    expect(atHand()).toContain('01234');
  }
  kept.letGo(places, () => true);
  expect(atHand()).toBe('056789');
  expect(made).toHaveLength(10);
});

test('facts that somebody still has are the same when they are asked for again', () => {
  const { made, places, kept, atHand } = shelf(1);
  const facts = places.map((place) => kept.of(place));
  kept.letGo(places, () => true);
  kept.of({ name: 'other', ...nowhere });
  kept.letGo(places, () => true);
  expect(atHand()).toBe('');
  expect(places.map((place) => kept.of(place))).toEqual(facts);
  for (const [i, place] of places.entries()) expect(place.facts).toBe(facts[i]);
  expect(made).toHaveLength(11);
});

test('who is told of what goes may keep it', () => {
  const { places, kept, atHand } = shelf(1);
  for (const place of places) kept.of(place);
  kept.letGo(places, () => true);
  kept.of({ name: 'other', ...nowhere });
  kept.letGo(places, ({ name }) => name !== '3');
  expect(atHand()).toBe('3');
});
