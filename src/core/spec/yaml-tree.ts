import { isMap, isScalar, isSeq, type Pair, type ParsedNode, type Scalar, type YAMLMap, type YAMLSeq } from "yaml";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import type { Source, Span } from "../diagnostics/source.ts";
import { shorten } from "./describe-value.ts";
import type { Path } from "./path.ts";

/** A value with its place, and those below it. */
export class PlacedNode {
  readonly value: unknown;
  readonly span: Span;
  /** The key that leads here, or where there is none the place by which to name the whole. */
  readonly head: Span;
  readonly children: ReadonlyMap<string | number, PlacedNode>;
  readonly plainText: string | undefined;

  constructor(parts: {
    value: unknown;
    span: Span;
    head: Span;
    children?: ReadonlyMap<string | number, PlacedNode>;
    plainText?: string | undefined;
  }) {
    this.value = parts.value;
    this.span = parts.span;
    this.head = parts.head;
    this.children = parts.children ?? new Map();
    this.plainText = parts.plainText;
  }

  at(path: Path): PlacedNode | undefined {
    let node: PlacedNode | undefined = this;
    for (const step of path) node = node?.children.get(step);
    return node;
  }

  spanOf(path: Path, part: "key" | "value" = "value"): Span {
    let node: PlacedNode = this;
    for (const step of path) {
      const child = node.children.get(step);
      if (!child) return node.head;
      node = child;
    }
    return part === "key" ? node.head : node.span;
  }
}

/** Turns the parser's nodes into placed plain data; the first of several equal keys counts. */
export function placeNodes(source: Source, contents: ParsedNode | null) {
  const placer = new Placer(source);
  return { root: placer.place(contents, undefined), diagnostics: placer.diagnostics };
}

class Placer {
  readonly diagnostics: Diagnostic[] = [];
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  place(node: unknown, key: Span | undefined): PlacedNode {
    if (isMap(node)) return this.#map(node, key);
    if (isSeq(node)) return this.#list(node, key);
    if (isScalar(node)) return this.#scalar(node, key);
    const nowhere = key ?? this.#span([0, 0]);
    return new PlacedNode({ value: null, span: nowhere, head: nowhere });
  }

  #span([start, end]: readonly [number, number, ...number[]]): Span {
    return { source: this.#source, start, end: Math.max(start, end) };
  }

  /**
   * NULL and null are read as text: no format here has YAML's null, and both name a pointer's value. A value left out
   * stays null.
   */
  #scalar(node: Scalar, key: Span | undefined): PlacedNode {
    const span = this.#span(node.range ?? [0, 0]);
    const plainText = node.type === "PLAIN" ? (node.source ?? "") : undefined;
    const named = node.value === null && plainText !== undefined && /^null$/i.test(plainText);
    const shown = span.end === span.start && key ? key : span;
    return new PlacedNode({ value: named ? plainText : node.value, span: shown, head: key ?? shown, plainText });
  }

  #list(node: YAMLSeq, key: Span | undefined): PlacedNode {
    const items = node.items.map((item) => this.place(item, undefined));
    const span = this.#span(node.range ?? [0, 0]);
    return new PlacedNode({
      value: items.map((item) => item.value),
      span,
      head: key ?? (node.flow ? span : this.#span([span.start, span.start + 1])),
      children: new Map(items.entries()),
    });
  }

  #map(node: YAMLMap, key: Span | undefined): PlacedNode {
    const value: Record<string, unknown> = Object.create(null);
    const children = new Map<string, PlacedNode>();
    for (const pair of node.items) this.#pair(pair, value, children);
    const span = this.#span(node.range ?? [0, 0]);
    const first = children.values().next().value;
    return new PlacedNode({ value, span, head: key ?? (node.flow || !first ? span : first.head), children });
  }

  #pair(pair: Pair, value: Record<string, unknown>, children: Map<string, PlacedNode>): void {
    if (!isScalar(pair.key)) return;
    const name = String(pair.key.value ?? "");
    const keySpan = this.#span(pair.key.range ?? [0, 0]);
    if (name === "__proto__") {
      this.diagnostics.push(reservedKey(keySpan));
      return;
    }
    const earlier = children.get(name);
    if (earlier) {
      this.diagnostics.push(duplicateKey(name, keySpan, earlier.head));
      return;
    }
    const child = this.place(pair.value, keySpan);
    children.set(name, child);
    value[name] = child.value;
  }
}

/** JavaScript gives this name a meaning of its own, and no kernel name is spelt so. */
function reservedKey(place: Span): Diagnostic {
  return errorAt(place, "spec/unknown-key", "There is no key __proto__ anywhere", { help: "remove it" });
}

function duplicateKey(name: string, place: Span, earlier: Span): Diagnostic {
  return errorAt(place, "spec/duplicate", `The key ${shorten(name)} stands twice`, {
    notes: [{ message: "it first stands here", place: earlier }],
    help: "remove one of the two, or write the name of the key that is meant",
  });
}
