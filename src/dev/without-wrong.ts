import { type Diagnostic, isSpan } from "../core/diagnostics/diagnostic.ts";
import { withoutParts } from "../core/spec/without-parts.ts";
import type { ContentFile } from "../node/content/read-content-files.ts";
import { withoutBlocks } from "../node/pages/without-blocks.ts";

/** Found at a key or entry without which the rest of what stands around it is right. */
const alone: ReadonlySet<string> = new Set<Diagnostic["code"]>([
  "spec/unknown-key",
  "spec/unknown-scenario",
  "audit/unproduced-error",
]);

/** Found where a file is larger or deeper than what is read. */
const isBeyond = ({ code }: Diagnostic) => code === "yaml/limit";

function textWithout({ kind }: ContentFile, findings: readonly Diagnostic[]): string | undefined {
  const places = findings.map(({ place }) => place).filter(isSpan);
  const [first] = places;
  if (!first || places.length < findings.length) return undefined;
  const { text } = first.source;
  const offsets = places.map(({ start }) => start);
  if (kind === "page") return withoutBlocks(text, offsets);
  if ((kind !== "kfunc-spec" && kind !== "example-spec" && kind !== "settings") || findings.some(isBeyond))
    return undefined;
  return withoutParts(
    text,
    findings.map(({ code }, at) => ({ offset: offsets[at] ?? 0, alone: alone.has(code) })),
  );
}

/** The file without what findings in it are about; undefined where that can't be told from the rest. */
export function withoutWrong(file: ContentFile, findings: readonly Diagnostic[]): ContentFile | undefined {
  const text = textWithout(file, findings);
  return text === undefined ? undefined : { ...file, bytes: new TextEncoder().encode(text) };
}

/** A spec that says nothing but which kfunc it is of: the rest of its page comes from kernels. Undefined where it says no more as it is. */
export function bareSpec(file: ContentFile): ContentFile | undefined {
  const name = /([^/]+)\.yaml$/.exec(file.path)?.[1];
  if (file.kind !== "kfunc-spec" || name === undefined) return undefined;
  const bytes = new TextEncoder().encode(`name: ${name}\n`);
  return Buffer.compare(file.bytes, bytes) === 0 ? undefined : { ...file, bytes };
}
