import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import type { Checked, Diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { Source, Span } from "../diagnostics/source.ts";
import { kfuncFlags } from "../uapi/kfunc-flags.ts";
import { programTypes } from "../uapi/program-types.ts";

const line = z.string().trim().min(1);

/** Front matter of `content/flags/<FLAG>.md`. */
export const flagPageSchema = z.strictObject({
  name: z.enum(kfuncFlags).describe("The flag, as the kernel spells it; also the file's name."),
  summary: line.describe("What the flag asks of a program, in one sentence of plain text."),
});

/** Front matter of `content/program-types/<TYPE>.md`. */
export const programTypePageSchema = z.strictObject({
  name: z.enum(programTypes).describe("The program type, as the kernel spells it; also the file's name."),
  summary: line.describe("What runs such a program, in one sentence of plain text."),
  context: line.optional().describe("The C type of the program's argument, such as struct xdp_md *."),
  sections: z.array(line).optional().describe("Names that SEC() takes for the type, such as xdp."),
});

/** Front matter of `content/guides/<slug>.md`. */
export const guidePageSchema = z.strictObject({
  title: line,
  summary: line.describe("What the reader learns, in one sentence of plain text."),
  order: z.number().int().optional().describe("Place in the list of guides, from 1."),
});

export const frontMatterSchemas = {
  flag: flagPageSchema,
  "program-type": programTypePageSchema,
  guide: guidePageSchema,
} as const;

/** A kind of Markdown file that carries facts of its own; a kfunc's page carries none: its facts are in the spec. */
export type FrontMatterKind = keyof typeof frontMatterSchemas;
export type FrontMatter<Kind extends FrontMatterKind> = z.infer<(typeof frontMatterSchemas)[Kind]>;

const fence = /^---[ \t]*\r?\n([\s\S]*?)(?:^)---[ \t]*(?:\r?\n|$)/m;

/** Where the YAML between the two `---` lines stands, and where the Markdown begins; offsets into the file. */
export function frontMatterRange(text: string): { start: number; end: number; body: number } | undefined {
  const match = text.startsWith("---") ? fence.exec(text) : null;
  if (!match || match.index !== 0) return undefined;
  const start = match[0].indexOf("\n") + 1;
  return { start, end: start + (match[1]?.length ?? 0), body: match[0].length };
}

/** The file with its front matter blanked, so that every offset in the Markdown stays true. */
export function blankFrontMatter(text: string): string {
  const range = frontMatterRange(text);
  return range ? text.slice(0, range.body).replace(/[^\n]/g, " ") + text.slice(range.body) : text;
}

/** Reads and checks the front matter of one page; every finding has the code page/front-matter. */
export function readFrontMatter<Kind extends FrontMatterKind>(source: Source, kind: Kind): Checked<FrontMatter<Kind>> {
  const finding = (message: string, place: Span, help?: string): Diagnostic => ({
    code: "page/front-matter",
    severity: "error",
    message,
    place,
    notes: [],
    ...(help ? { help } : {}),
  });
  const schema = frontMatterSchemas[kind];
  const keys = Object.keys(schema.shape);
  const range = frontMatterRange(source.text);
  if (!range) {
    const place = { source, start: 0, end: Math.min(3, source.text.length) };
    return {
      diagnostics: [finding("The page has no front matter", place, `Begin with --- lines around: ${keys.join(", ")}`)],
    };
  }
  const span = (start: number, end: number): Span => ({ source, start: range.start + start, end: range.start + end });
  const document = parseDocument(source.text.slice(range.start, range.end), { lineCounter: new LineCounter() });
  const broken = document.errors.map((error) => finding(firstLine(error.message), span(...error.pos)));
  if (broken.length > 0) return { diagnostics: broken };
  const result = schema.safeParse(plain(document));
  if (result.success) return { value: result.data as FrontMatter<Kind>, diagnostics: [] };
  const diagnostics = result.error.issues.flatMap((issue) => {
    if (issue.code !== "unrecognized_keys") {
      return [
        finding(`${issue.path.join(".") || "Front matter"}: ${issue.message}`, span(...placeOf(document, issue.path))),
      ];
    }
    return issue.keys.map((key) => {
      const near = nearest(key, keys);
      const help = near ? `Did you mean ${near}?` : `The keys are ${keys.join(", ")}`;
      return finding(`Unknown key ${key}`, span(...keyPlace(document, key)), help);
    });
  });
  return { diagnostics };
}

type Document = ReturnType<typeof parseDocument>;

const firstLine = (text: string) => text.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? text;

/** The document as plain data; an alias is refused as no value, so that nothing expands. */
function plain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 });
  } catch {
    return undefined;
  }
}

function placeOf(document: Document, path: readonly PropertyKey[]): [number, number] {
  const node = document.getIn(path as unknown[], true);
  if (isScalar(node) || isMap(node)) return [node.range?.[0] ?? 0, node.range?.[1] ?? 0];
  return [0, 0];
}

function keyPlace(document: Document, key: string): [number, number] {
  const pair = isMap(document.contents)
    ? document.contents.items.find((item) => isScalar(item.key) && item.key.value === key)
    : undefined;
  return isScalar(pair?.key) ? [pair.key.range?.[0] ?? 0, pair.key.range?.[1] ?? 0] : [0, 0];
}
