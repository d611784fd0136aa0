import {
  Document,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type ParsedNode,
  parseDocument,
  type Scalar,
  YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { Path } from "./path.ts";
import { printBlock } from "./print-block.ts";
import { type PrintedSignature, printScalar, printSignature } from "./print-spec.ts";

/** A change to the text of a spec that leaves everything else as its author wrote it. */
export type SpecEdit =
  /** Another text or number in the place of one. */
  | { readonly kind: "scalar"; readonly path: Path; readonly value: string | number }
  /** These entries in a list of names: those that stay keep their order and comments, new ones follow. */
  | { readonly kind: "list"; readonly path: Path; readonly values: readonly string[] }
  /** Another name for a key. */
  | { readonly kind: "rename"; readonly path: Path; readonly name: string }
  /** The key and what it holds, taken away. */
  | { readonly kind: "remove"; readonly path: Path }
  /** Another signature, or several, in the place of what `signature` holds. */
  | { readonly kind: "signature"; readonly rows: PrintedSignature };

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const longestLine = 120;

type ParsedPair = Pair<ParsedNode, ParsedNode | null>;

/** The text after the edits, each of which leads to something that is there. */
export function editSpec(text: string, edits: readonly SpecEdit[]): string {
  const { contents } = parseDocument(text, { keepSourceTokens: true });
  const splices = edits.map((edit) => spliceOf(edit, contents, text)).sort((left, right) => right.start - left.start);
  return splices.reduce((edited, { start, end, text: inserted }) => {
    return edited.slice(0, start) + inserted + edited.slice(end);
  }, text);
}

function spliceOf(edit: SpecEdit, root: ParsedNode | null, text: string): Splice {
  switch (edit.kind) {
    case "scalar":
      return replaceScalar(nodeAt(root, edit.path), edit.value, text);
    case "list":
      return replaceList(pairAt(root, edit.path), edit.values, text);
    case "rename": {
      const { key } = pairAt(root, edit.path);
      return { start: key.range[0], end: key.range[1], text: printScalar(edit.name) };
    }
    case "remove":
      return removePair(pairAt(root, edit.path), text);
    case "signature": {
      const { key, value } = pairAt(root, ["signature"]);
      const [start, end] = [key.range[0], endOf(value, key, text)];
      const comments = commentsIn(text.slice(start, end));
      return { start, end, text: [...comments, printSignature(edit.rows)].join("\n") };
    }
  }
}

/** The comments of a text that is written anew, each as a line. */
function commentsIn(text: string): string[] {
  return text.split("\n").flatMap((line) => /(?:^|\s)(#.*)$/.exec(line)?.[1] ?? []);
}

/** The pair whose key ends the path. */
function pairAt(root: ParsedNode | null, path: Path): ParsedPair {
  const map = nodeAt(root, path.slice(0, -1));
  const pair = isMap(map) ? map.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined;
  if (!pair) throw new Error(`nothing stands at ${path.join(".")}`);
  return pair as ParsedPair;
}

function nodeAt(root: ParsedNode | null, path: Path): ParsedNode {
  let node: unknown = root;
  for (const step of path) node = isMap(node) || isSeq(node) ? node.get(step, true) : undefined;
  if (!node) throw new Error(`nothing stands at ${path.join(".")}`);
  return node as ParsedNode;
}

/** Where a value ends that stands on lines of its own, its newline included; one within a line ends with itself. */
function endOf(value: ParsedNode | null, key: ParsedNode, text: string): number {
  if (!value) return key.range[1] + 1;
  return text[value.range[1] - 1] === "\n" ? value.range[1] - 1 : value.range[1];
}

function replaceScalar(node: ParsedNode, value: string | number, text: string): Splice {
  const { type = "PLAIN" } = node as Scalar;
  if (type.startsWith("BLOCK")) return replaceBlock(node, String(value), text);
  const isQuoted = isScalar(node) && type.startsWith("QUOTE");
  const printed = typeof value === "number" ? String(value) : isQuoted ? JSON.stringify(value) : printScalar(value);
  return { start: node.range[0], end: node.range[1], text: printed };
}

/** With the newline that ends a block; and with the empty lines below, where they would be the new one's. */
function replaceBlock({ range: [start, until] }: ParsedNode, value: string, text: string): Splice {
  const [indentation = "  "] = /(?<=\n) +(?=\S)/.exec(text.slice(start, until)) ?? [];
  const [empty = ""] = /^(?: *\n)*/.exec(text.slice(until)) ?? [];
  const block = printBlock(value, indentation);
  const end = block?.startsWith("|+") ? until + empty.length : until;
  return { start, end, text: block ?? `${printScalar(value)}\n` };
}

/** A list keeps its brackets while it fits on a line. */
function replaceList(pair: ParsedPair, values: readonly string[], text: string): Splice {
  const { key, value } = pair;
  const list = value as unknown as YAMLSeq;
  const nameOf = (item: unknown) => (isScalar(item) ? String(item.value) : "");
  const kept = list.items.filter((item) => values.includes(nameOf(item)));
  const added = values.filter((name) => !list.items.some((item) => nameOf(item) === name));
  const document = new Document();
  list.items = [...kept, ...added.map((name) => document.createNode(name))];
  const line = `${String((key as Scalar).value)}: [${list.items.map((item) => printScalar(nameOf(item))).join(", ")}]`;
  const start = key.range[0];
  if (list.flow && line.length <= longestLine) return { start, end: value?.range[1] ?? key.range[1], text: line };
  list.flow = false;
  list.comment = null;
  const map = new YAMLMap();
  map.set((key as Scalar).value, list);
  document.contents = map as never;
  const printed = document.toString({ lineWidth: 0 }).trimEnd();
  return { start, end: endOf(value, key, text), text: printed };
}

/** The pair with its line, or what stands of it in brackets. */
function removePair({ key, value }: ParsedPair, text: string): Splice {
  const end = endOf(value, key, text);
  const lineEnd = text.indexOf("\n", end);
  return { start: key.range[0], end: lineEnd < 0 ? text.length : lineEnd + 1, text: "" };
}
