import { z } from "zod";
import { type Checked, type Diagnostic, isSpan } from "../diagnostics/diagnostic.ts";
import type { Source } from "../diagnostics/source.ts";
import { kfuncFlags } from "../uapi/kfunc-flags.ts";
import { programTypes } from "../uapi/program-types.ts";
import { defineFormat, type Format, parseSpec } from "./parse-spec.ts";

const line = z.string().trim().min(1);

/** Front matter of `content/flags/<FLAG>.md`. */
const flagPageSchema = z.strictObject({
  name: z.enum(kfuncFlags).describe("The flag, as the kernel spells it; also the file's name."),
  summary: line.describe("What the flag asks of a program, in one sentence of plain text."),
});

/** Front matter of `content/program-types/<TYPE>.md`. */
const programTypePageSchema = z.strictObject({
  name: z.enum(programTypes).describe("The program type, as the kernel spells it; also the file's name."),
  summary: line.describe("What runs such a program, in one sentence of plain text."),
  context: line.optional().describe("The C type of the program's argument, such as struct xdp_md *."),
  sections: z.array(line).optional().describe("Names that SEC() takes for the type, such as xdp."),
});

/** Front matter of `content/guides/<slug>.md`. */
const guidePageSchema = z.strictObject({
  title: line,
  summary: line.describe("What the reader learns, in one sentence of plain text."),
  order: z.number().int().optional().describe("Place in the list of guides, from 1."),
});

const formats = {
  flag: defineFormat(flagPageSchema, []),
  "program-type": defineFormat(programTypePageSchema, []),
  guide: defineFormat(guidePageSchema, []),
} as const;

/** A kind of Markdown file that carries facts of its own; a kfunc's page carries none: its facts are in the spec. */
export type FrontMatterKind = keyof typeof formats;
export type FrontMatter<Kind extends FrontMatterKind> = z.infer<(typeof formats)[Kind]["schema"]>;

const fence = /^---[ \t]*\r?\n([\s\S]*?)(?:^)---[ \t]*(?:\r?\n|$)/m;

/** Where the YAML between the two `---` lines stands, and where the Markdown begins; offsets into the file. */
export function frontMatterRange(text: string): { start: number; end: number; body: number } | undefined {
  const match = text.startsWith("---") ? fence.exec(text) : null;
  if (match?.index !== 0) return undefined;
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
  const range = frontMatterRange(source.text);
  if (!range) return { diagnostics: [missing(source, Object.keys(formats[kind].schema.shape))] };
  const blank = source.text.slice(0, range.start).replace(/[^\n]/g, " ");
  const yaml = { path: source.path, text: blank + source.text.slice(range.start, range.end) };
  const { value, diagnostics } = parseSpec(yaml, formats[kind] as Format<z.ZodType>);
  return {
    ...(value ? { value: value.value as FrontMatter<Kind> } : {}),
    diagnostics: diagnostics.map((diagnostic) => inPage(diagnostic, source)),
  };
}

/** A finding about the YAML as one about the page that it stands in; the offsets are the same. */
function inPage(diagnostic: Diagnostic, source: Source): Diagnostic {
  const { place } = diagnostic;
  return { ...diagnostic, code: "page/front-matter", place: isSpan(place) ? { ...place, source } : place };
}

function missing(source: Source, keys: readonly string[]): Diagnostic {
  return {
    code: "page/front-matter",
    severity: "error",
    message: "The page has no front matter",
    place: { source, start: 0, end: source.text.search(/\n|$/) },
    notes: [],
    help: `begin with a line ---, the keys ${keys.join(", ")}, and a line ---`,
  };
}
