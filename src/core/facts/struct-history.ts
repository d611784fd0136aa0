import type { ReleaseFacts } from "./release-facts.ts";
import type { StructLayout } from "./structs-file.ts";

/** Neighbouring imported releases in which a struct had one layout. */
export interface LayoutSpan {
  /** The oldest of them, and the newest. */
  readonly since: string;
  readonly until: string;
  readonly layout: StructLayout;
}

const sameLayout = (left: StructLayout, right: StructLayout) => JSON.stringify(left) === JSON.stringify(right);

/** The layouts of one struct, the newest first. Releases are given the newest first. */
function spansOf(name: string, releases: readonly ReleaseFacts[]): LayoutSpan[] {
  const spans: LayoutSpan[] = [];
  let isOpen = false;
  for (const { release, structs } of releases) {
    const layout = structs.get(name);
    const last = spans.at(-1);
    if (layout && isOpen && last && sameLayout(last.layout, layout)) {
      spans[spans.length - 1] = { ...last, since: release };
    } else if (layout) {
      spans.push({ since: release, until: release, layout });
    }
    isOpen = layout !== undefined;
  }
  return spans;
}

/** Every struct whose layout one of the releases holds, by name in the order of the names. */
export function structHistories(releases: readonly ReleaseFacts[]): ReadonlyMap<string, readonly LayoutSpan[]> {
  const names = [...new Set(releases.flatMap(({ structs }) => [...structs.keys()]))].sort();
  return new Map(names.map((name) => [name, spansOf(name, releases)]));
}
