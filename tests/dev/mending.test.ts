import { expect, test } from "vitest";
import { errorAt } from "../../src/core/diagnostics/error-at.ts";
import { Mending } from "../../src/dev/mending.ts";
import type { ContentFile } from "../../src/node/content/read-content-files.ts";

const path = "content/kfuncs/cpumask/bpf_cpumask_first.md";
const textOf = ({ bytes }: ContentFile) => new TextDecoder().decode(bytes);

/** A page in whose first paragraph something is wrong whatever was taken out of it before. */
function mendAgain(mending: Mending): string | undefined {
  const [page] = mending.files;
  if (!page) return undefined;
  const source = { path, text: textOf(page) };
  const start = source.text.search(/\S/);
  expect(mending.mend(path, [errorAt({ source, start, end: start + 1 }, "page/link", "Wrong", { help: "" })])).toBe(
    true,
  );
  return mending.files.map(textOf)[0];
}

test("a page in which something wrong is found over and over is left out, so that all else is shown", () => {
  const bytes = new TextEncoder().encode("One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nSix.\n");
  const mending = new Mending([{ path, kind: "page", bytes }], new Map());
  const texts = Array.from({ length: 6 }, () => mendAgain(mending)?.trim().split("\n")[0]);
  expect(texts).toEqual(["Two.", "Three.", "Four.", "Five.", undefined, undefined]);
  expect(mending.whole.size).toBe(0);
});
