/** Addresses, and texts with addresses in them, as they are on this machine and as they are on any. */
export interface PortableNames {
  readonly of: (local: string) => string;
  /** Exact inverse of `of`. */
  readonly local: (portable: string) => string;
}

/** Stands in no address. */
const MARK = '\u0001';
const MARKED = new RegExp(`${MARK}(\\d+)${MARK}`, 'g');

/** `places` are the addresses that differ between machines, in an order that does not. */
export function portableNames(places: readonly string[]): PortableNames {
  const longestFirst = [...places.entries()]
    .filter(([, place]) => place !== '')
    .sort(([, a], [, b]) => b.length - a.length);
  return {
    of: (local) =>
      longestFirst.reduce(
        (text, [index, place]) => (text.includes(place) ? text.replaceAll(place, MARK + String(index) + MARK) : text),
        local,
      ),
    local: (portable) =>
      portable.includes(MARK)
        ? portable.replace(MARKED, (_, index: string) => places[Number(index)] ?? MARK)
        : portable,
  };
}

/** Data with other addresses: what is called `uri` anywhere in it. */
export function renamed<T>(data: T, rename: (uri: string) => string): T {
  const inside = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inside);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [
        key,
        key === 'uri' && typeof part === 'string' ? rename(part) : inside(part),
      ]),
    );
  };
  return inside(data) as T;
}
