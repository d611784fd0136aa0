import type { FindingFormat } from "./format.ts";
import { github } from "./github.ts";
import { json } from "./json.ts";
import { junit } from "./junit.ts";
import { sarif } from "./sarif.ts";

/** Formats for other programs, by name; without one, findings are printed for people. */
export const findingFormats = { json, sarif, github, junit } as const satisfies Readonly<Record<string, FindingFormat>>;

export type FindingFormatName = keyof typeof findingFormats;
