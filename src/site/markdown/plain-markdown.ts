import type { Link, Nodes, Root } from "mdast";
import type { Directives } from "mdast-util-directive";
import { visit } from "unist-util-visit";
import { frontMatterRange } from "../../core/spec/front-matter.ts";
import type { SiteModel } from "../../node/build/site-model.ts";
import { findNameLinks } from "../../node/pages/links.ts";
import { parsePage } from "../../node/pages/parse-page.ts";
import { sitePath } from "../paths.ts";
import { noteTitle } from "./note-title.ts";
import { placedMarkdown } from "./placed-markdown.ts";
import { releaseBadge } from "./release-text.ts";

export interface PlainOptions {
  /** What is placed is taken from it. */
  readonly model: SiteModel;
  /** Levels that headings go down. */
  readonly shift?: number;
  /** Stands before the names of footnotes, so that several pages can stand in one. */
  readonly notes?: string;
}

/** A piece of the text and what stands there instead; one without length is put in. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Writing extends PlainOptions {
  readonly body: string;
}

/** Offsets of a node, of which the parser gives every one that it reads. */
function placeOf({ position }: Nodes): { start: number; end: number } {
  return { start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
}

function nameEdits(node: Nodes, { body }: Writing): Edit[] {
  const { start, end } = placeOf(node);
  return findNameLinks(body.slice(start, end)).map((link) => ({
    start: start + link.start,
    end: start + link.end,
    text: `\`${link.name}\``,
  }));
}

/** The marks around what stands within a node. */
function around(node: Nodes, inner: readonly Nodes[], before: string, after: string): Edit[] {
  const { start, end } = placeOf(node);
  const [first = node] = inner;
  return [
    { start, end: placeOf(first).start, text: before },
    { start: placeOf(inner.at(-1) ?? node).end, end, text: after },
  ];
}

/** A quote that begins with what it is: every line of it gets a mark, and those that open and close the note go. */
function quoteEdits(node: Extract<Directives, { type: "containerDirective" }>, { body }: Writing): Edit[] {
  const { start, end } = placeOf(node);
  const { kind, label, text } = noteTitle(node);
  const title = label ? body.slice(placeOf(label[0] as Nodes).start, placeOf(label.at(-1) as Nodes).end) : kind;
  const indent = " ".repeat((node.position?.start.column ?? 1) - 1);
  const inner = { start: placeOf(text[0] as Nodes).start, end: placeOf(text.at(-1) as Nodes).end };
  const lines = Array.from(body.slice(inner.start, inner.end).matchAll(/\n(?: *)/g), ({ index, 0: found }) => {
    const at = inner.start + index;
    return { start: at, end: at + Math.min(found.length, 1 + indent.length), text: `\n${indent}> ` };
  });
  return [
    { start, end: inner.start, text: `> **${title}**\n${indent}>\n${indent}> ` },
    ...lines,
    { start: inner.end, end, text: "" },
  ];
}

function directiveEdits(node: Directives, writing: Writing): Edit[] {
  if (node.type === "containerDirective") return quoteEdits(node, writing);
  if (node.type === "leafDirective") return [{ ...placeOf(node), text: placedMarkdown(writing.model, node) }];
  const badge = releaseBadge(node);
  return badge === undefined ? [] : around(node, node.children, "", ` (${badge.replace(/(?=\d)/, "Linux ")})`);
}

/** A path of the site stands below its base. */
function linkEdits(node: Link, { body }: Writing): Edit[] {
  const { start, end } = placeOf(node);
  const at = body.lastIndexOf(`](${node.url}`, end) + 2;
  return node.url.startsWith("/") && at > start ? [{ start: at, end: at + 1, text: sitePath("/") }] : [];
}

function editsOf(node: Nodes, writing: Writing): Edit[] {
  const { start } = placeOf(node);
  const { shift = 0, notes = "" } = writing;
  switch (node.type) {
    case "text":
      return nameEdits(node, writing);
    case "link":
      return linkEdits(node, writing);
    case "heading":
      return [{ start, end: start, text: "#".repeat(Math.min(shift, 6 - node.depth)) }];
    case "footnoteReference":
    case "footnoteDefinition":
      return [{ start: start + 2, end: start + 2, text: notes }];
    case "leafDirective":
    case "containerDirective":
    case "textDirective":
      return directiveEdits(node, writing);
    default:
      return [];
  }
}

function applyEdits(body: string, edits: readonly Edit[]): string {
  let text = "";
  let done = 0;
  for (const edit of edits.toSorted((left, right) => left.start - right.start || left.end - right.end)) {
    if (edit.start < done) continue;
    text += body.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return text + body.slice(done);
}

/** A page as Markdown that every program reads: without front matter, `[[names]]` as code, what is placed in words or as code. */
export function plainMarkdown(text: string, options: PlainOptions): string {
  const body = text.slice(frontMatterRange(text)?.body ?? 0);
  const writing = { ...options, body };
  const edits: Edit[] = [];
  visit(parsePage(body) as Root, (node) => {
    edits.push(...editsOf(node, writing));
  });
  return applyEdits(body, edits).trim();
}
