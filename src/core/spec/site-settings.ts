import { z } from "zod";
import type { Source } from "../diagnostics/source.ts";
import { EXAMPLE_LICENCE } from "./licence-line.ts";
import { defineFormat, parseSpec } from "./parse-spec.ts";
import type { Parsed } from "./parsed-file.ts";
import { slug, text } from "./scalars.ts";

const address = z.url({ protocol: /^https?$/, error: "an address that begins with https://" });
/** A part of it is not `.` or `..`, which lead out of the site's folder. */
const sitePath = z
  .string()
  .regex(/^\/((?!\.{1,2}\/)[A-Za-z0-9._~-]+\/)*((?!\.{1,2}$)[A-Za-z0-9._~-]+)?$/, "a path such as /kfuncs/bpf_x/");
const line = () => text().regex(/^[^\n]*$/, "a single line");

/** What `site.yaml` may say; every key may be left out. */
export const siteSettingsSchema = z.strictObject({
  title: line().default("kfuncs").describe("The site's name, at the top of every page."),
  description: line()
    .default("eBPF kfuncs, each page checked against a kernel and shown by programs that ran.")
    .describe("The site in a sentence, for search engines."),
  front: z
    .strictObject({
      title: line().default("eBPF kfuncs").describe("The heading of the front page."),
      summary: line()
        .default(
          "Kernel functions that a BPF program may call: what each takes, returns and refuses, shown by programs that ran.",
        )
        .describe("What the site is about, in a sentence or two of plain text."),
      example: z
        .string()
        .regex(/^[a-z0-9-]+\/[a-z0-9-]+$/, "FOLDER/EXAMPLE")
        .optional()
        .describe("The example to step through on the front page; one with a packet by default."),
    })
    .prefault({})
    .describe("The front page."),
  families: z
    .record(slug, line())
    .default({})
    .describe("Titles of families, by their folder below kfuncs; a concept of the same name gives one too."),
  authors_guide: slug.optional().describe("The guide for those who write, which unwritten pages lead to."),
  licence: line().optional().describe("What the content is licensed under: a line at the foot of every page."),
  examples_licence: line()
    .default(EXAMPLE_LICENCE)
    .describe("What every C file of the folder is under, as an SPDX expression; its first line says so."),
  url: address.optional().describe("Where the site is served, such as https://docs.example."),
  base: sitePath.optional().describe("The path below it, such as /kfuncs/."),
  edit_url: address.optional().describe("What stands before a file's path below this folder in links to change it."),
  history_url: address.optional().describe("The same in links to a file's history."),
  redirects: z
    .record(sitePath, z.union([sitePath, address]))
    .default({})
    .describe("Paths that pages had, and where they are now."),
});

export type SiteSettings = z.infer<typeof siteSettingsSchema>;

export const defaultSettings: SiteSettings = siteSettingsSchema.parse({});

const settingsFormat = defineFormat(siteSettingsSchema, []);

/** Reads `content/site.yaml`. Findings have the codes `yaml/` and `spec/`. */
export function parseSiteSettings(source: Source): Parsed<SiteSettings> {
  return parseSpec(source, settingsFormat);
}
