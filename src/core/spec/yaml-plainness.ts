import type { CST } from "yaml";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import { sortByPlace } from "../diagnostics/order.ts";
import type { Source, Span } from "../diagnostics/source.ts";
import { shorten } from "./describe-value.ts";

/** What YAML can do beyond plain data, by the parser's name for its token. */
const embellishments = new Map([
  [
    "anchor",
    { what: "An anchor", help: "remove it and write the value out where it is needed; quote text that starts with &" },
  ],
  ["alias", { what: "An alias", help: "write the value out in full; quote text that starts with *" }],
  ["tag", { what: "A tag", help: "remove it; quote text that starts with !" }],
  ["directive", { what: "A directive", help: "remove the line" }],
]);

/** The place where nesting first passes `limit`, found without recursion. */
export function measureDepth(source: Source, tokens: readonly CST.Token[], limit: number): Span | undefined {
  for (const { token, depth } of walkTokens(tokens)) {
    if (depth > limit) return { source, start: token.offset, end: token.offset + 1 };
  }
  return undefined;
}

/** Anchors, aliases, tags, directives and merge keys, each at its place. */
export function findEmbellishments(source: Source, tokens: readonly CST.Token[]): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const { token, isKey } of walkTokens(tokens)) {
    const merge = isKey && token.type === "scalar" && token.source === "<<";
    const kind = merge ? { what: "A merge key", help: "write the keys out" } : embellishments.get(token.type);
    if (kind && "source" in token) found.push(describe(source, token.offset, token.source, kind));
  }
  return sortByPlace(found);
}

/** Where the quoted text opens that ends at `offset`. */
export function findQuoteBefore(tokens: readonly CST.Token[], offset: number): number | undefined {
  for (const { token } of walkTokens(tokens)) {
    const quoted = token.type === "double-quoted-scalar" || token.type === "single-quoted-scalar";
    if (quoted && token.offset + token.source.length === offset) return token.offset;
  }
  return undefined;
}

function describe(source: Source, start: number, text: string, kind: { what: string; help: string }): Diagnostic {
  const message = `${kind.what} stands where only plain YAML is allowed: ${shorten(text)}`;
  return errorAt({ source, start, end: start + text.length }, "yaml/alias", message, {
    notes: [{ message: "these files are plain data: maps, lists, text and numbers" }],
    help: kind.help,
  });
}

interface Visit {
  readonly token: CST.Token;
  /** Maps and lists around it, itself included. */
  readonly depth: number;
  readonly isKey: boolean;
}

function* walkTokens(tokens: readonly CST.Token[]): Generator<Visit> {
  const pending: Visit[] = tokens.map((token) => ({ token, depth: 0, isKey: false }));
  for (let visit = pending.pop(); visit; visit = pending.pop()) {
    const depth = visit.depth + ("items" in visit.token ? 1 : 0);
    yield { ...visit, depth };
    for (const part of partsOf(visit.token)) pending.push({ ...part, depth });
  }
}

type Part = Omit<Visit, "depth">;

function* partsOf(token: CST.Token): Generator<Part> {
  if (token.type === "document") {
    yield* plain(token.start);
    if (token.value) yield { token: token.value, isKey: false };
  } else if (token.type === "block-scalar") {
    yield* plain(token.props);
  } else if ("items" in token) {
    for (const item of token.items) yield* partsOfItem(item);
  }
}

function* partsOfItem(item: CST.CollectionItem): Generator<Part> {
  yield* plain(item.start);
  if (item.key) yield { token: item.key, isKey: true };
  if (item.sep) yield* plain(item.sep);
  if (item.value) yield { token: item.value, isKey: false };
}

function* plain(tokens: readonly CST.Token[]): Generator<Part> {
  for (const token of tokens) yield { token, isKey: false };
}
