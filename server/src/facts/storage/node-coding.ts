import type { Node, NodeKind } from '../nodes.ts';
import { ByteReader, ByteWriter, expectSound } from './bytes.ts';
import type { StringWriter } from './strings.ts';

/** How a kind of node is written, and read in the same order. Kind, id and range are cared for by the caller. */
export interface NodeCoding<N extends Node> {
  write(out: NodeWriter, node: N): void;
  read(input: NodeReader, id: number, start: number, end: number): N;
}

export type NodeCodings<K extends NodeKind> = { readonly [Kind in K]: NodeCoding<NodeWith<Kind>> };

/** Some types of nodes have several kinds. */
type NodeWith<K extends NodeKind, N = Node> = N extends { readonly kind: infer Kinds }
  ? K extends Kinds
    ? N
    : never
  : never;

/** Nodes are written from the last to the first: whoever refers to a node comes after it. */
export class NodeWriter extends ByteWriter {
  readonly #strings: StringWriter;
  /** Id and start of the node being written. */
  id = 0;
  start = 0;

  constructor(strings: StringWriter) {
    super();
    this.#strings = strings;
  }

  string(text: string): void {
    this.int(this.#strings.number(text));
  }

  strings(texts: readonly string[]): void {
    this.int(texts.length);
    for (const text of texts) this.string(text);
  }

  flag(value: boolean): void {
    this.byte(Number(value));
  }

  offset(value: number): void {
    this.signed(value - this.start);
  }

  choice<T>(choices: readonly T[], value: T): void {
    this.byte(choices.indexOf(value));
  }

  node(node: Node): void {
    this.int(node.id - this.id);
  }

  /** No node refers to itself: 0 is free. */
  maybe(node: Node | undefined): void {
    if (node) this.node(node);
    else this.byte(0);
  }

  nodes(nodes: readonly (Node | undefined)[]): void {
    this.int(nodes.length);
    for (const node of nodes) this.maybe(node);
  }
}

export class NodeReader extends ByteReader {
  readonly #strings: readonly string[];
  readonly #nodes: readonly Node[];
  id = 0;
  start = 0;

  constructor(bytes: Uint8Array, strings: readonly string[], nodes: readonly Node[]) {
    super(bytes);
    this.#strings = strings;
    this.#nodes = nodes;
  }

  string(): string {
    const text = this.#strings[this.int()];
    expectSound(text !== undefined);
    return text;
  }

  strings(): string[] {
    return Array.from({ length: this.count() }, () => this.string());
  }

  flag(): boolean {
    return this.byte() === 1;
  }

  offset(): number {
    return this.start + this.signed();
  }

  choice<T>(choices: readonly T[]): T {
    const number = this.byte();
    expectSound(number < choices.length);
    return choices[number]!;
  }

  /** Of the kind that stood there when it was written. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the bytes do not tell the kind, the place does
  node<N extends Node>(): N {
    return this.#nodeAt(this.int()) as N;
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the bytes do not tell the kind, the place does
  maybe<N extends Node>(): N | undefined {
    const distance = this.int();
    return distance === 0 ? undefined : (this.#nodeAt(distance) as N);
  }

  /** Nodes refer to those behind them, which are there already. */
  #nodeAt(distance: number): Node {
    const node = this.#nodes[this.id + distance];
    expectSound(distance > 0 && node !== undefined);
    return node;
  }

  nodes<N extends Node>(): N[] {
    const found: N[] = [];
    for (let rest = this.count(); rest > 0; rest--) found.push(this.node());
    return found;
  }

  maybes<N extends Node>(): (N | undefined)[] {
    return Array.from({ length: this.count() }, () => this.maybe<N>());
  }
}
