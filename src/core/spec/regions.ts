import type { Checked, Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import { didYouMean, nearest } from "../diagnostics/nearest.ts";
import { type Source, type Span, spanOfLine } from "../diagnostics/source.ts";

/**
 * Lines of an example that pages may quote: those between two comments which stand alone on their lines and name it,
 * `region: lookup` and `endregion: lookup`. Regions may hold each other or overlap.
 */
export interface Region {
  readonly name: string;
  /** In C, as the file indents them, without the comments. */
  readonly text: string;
}

const mark = /^[ \t]*\/\*[ \t]*(region|endregion):[ \t]*([^*]*?)[ \t]*\*\/[ \t]*\r?$/;

const namePattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Whether a line of C is a comment that begins or ends a region: no page shows it. */
export const isRegionMark = (line: string): boolean => mark.test(line);

/** A source without the comments that mark regions. */
export const withoutRegionMarks = (text: string): string =>
  text
    .split("\n")
    .filter((line) => !isRegionMark(line))
    .join("\n");

/** The same with an empty line for each, so that all lines keep their numbers. */
export const blankRegionMarks = (text: string): string =>
  text
    .split("\n")
    .map((line) => (isRegionMark(line) ? "" : line))
    .join("\n");

interface Opened {
  readonly name: string;
  readonly place: Span;
  readonly lines: string[];
}

const finding = (place: Span, message: string, help: string): Diagnostic =>
  errorAt(place, "example/region", message, { help });

/** One pass over the lines of a source: what is open, what was closed, and what is wrong. */
class RegionReader {
  readonly open = new Map<string, Opened>();
  readonly regions: Region[] = [];
  readonly diagnostics: Diagnostic[] = [];

  begin(name: string, place: Span): void {
    if (!namePattern.test(name)) {
      const help = "name it in lower case, such as /* region: lookup */";
      this.diagnostics.push(finding(place, `${name || "Nothing"} is no name for a region`, help));
    } else if (this.open.has(name) || this.regions.some((region) => region.name === name)) {
      this.diagnostics.push(finding(place, `The region ${name} stands twice`, "give each region a name of its own"));
    }
    this.open.set(name, { name, place, lines: [] });
  }

  end(name: string, place: Span): void {
    const opened = this.open.get(name);
    if (!opened) {
      const help = didYouMean(name, this.open.keys(), `write /* region: ${name} */ where it begins`);
      this.diagnostics.push(finding(place, `No region ${name} is open here`, help));
      /* Where the end of another one was meant, that it is missing is no second finding. */
      this.open.delete(nearest(name, this.open.keys()) ?? "");
      return;
    }
    this.open.delete(name);
    const text = opened.lines.join("\n");
    if (text.trim() === "") {
      this.diagnostics.push(finding(opened.place, `The region ${name} has no lines`, "put the comments around lines"));
    }
    this.regions.push({ name, text });
  }

  leaveOpen(): void {
    for (const { name, place } of this.open.values()) {
      const help = `write /* endregion: ${name} */ after its last line`;
      this.diagnostics.push(finding(place, `The region ${name} does not end`, help));
    }
  }
}

/** The regions of a C source, in the order of their ends. */
export function readRegions(source: Source): Checked<readonly Region[]> & { value: readonly Region[] } {
  const reader = new RegionReader();
  for (const [index, line] of source.text.split("\n").entries()) {
    const [, keyword, name = ""] = mark.exec(line) ?? [];
    const place = () => spanOfLine(source, index + 1, line.search(/\S/) + 1);
    if (keyword === "region") reader.begin(name, place());
    else if (keyword === "endregion") reader.end(name, place());
    else for (const { lines } of reader.open.values()) lines.push(line);
  }
  reader.leaveOpen();
  return { value: reader.regions, diagnostics: reader.diagnostics };
}

/** A region's lines without the indentation that all have, in tabs or spaces. */
export function regionLines({ text }: Region): string {
  const lines = text.split("\n");
  const indents = lines.filter((line) => line.trim() !== "").map((line) => /^[ \t]*/.exec(line)?.[0].length ?? 0);
  const common = Math.min(...indents);
  return lines
    .map((line) => line.slice(common))
    .join("\n")
    .replace(/^\n+|\s+$/g, "");
}
