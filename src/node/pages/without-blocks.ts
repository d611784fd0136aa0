import type { RootContent } from "mdast";
import { parsePage } from "./parse-page.ts";
import { longestPage, parseWithin } from "./text-bounds.ts";

interface Range {
  readonly start: number;
  readonly end: number;
}

const rangeOf = ({ position }: RootContent): Range => ({
  start: position?.start.offset ?? 0,
  end: position?.end.offset ?? 0,
});

/** The block around the offset: of a list the entry alone. */
function blockAt(blocks: readonly RootContent[], offset: number): Range | undefined {
  const block = blocks.find((each) => rangeOf(each).start <= offset && offset < rangeOf(each).end);
  if (!block) return undefined;
  const entry = block.type === "list" && block.children.length > 1 ? blockAt(block.children, offset) : undefined;
  return entry ?? rangeOf(block);
}

/**
 * A page's Markdown without the paragraphs, headings, entries of lists and other blocks around some offsets. Undefined where one of them
 * stands in none, or the page is beyond what is parsed.
 */
export function withoutBlocks(text: string, offsets: readonly number[]): string | undefined {
  const { children = [] } = parseWithin(text, longestPage, () => parsePage(text)) ?? {};
  const gone = new Map<number, Range>();
  for (const offset of offsets) {
    const block = blockAt(children, offset);
    if (!block) return undefined;
    gone.set(block.start, block);
  }
  return [...gone.values()]
    .sort((left, right) => right.start - left.start)
    .reduce((left, { start, end }) => left.slice(0, start) + left.slice(end), text);
}
