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

function textWithout({ kind }: ContentFile, findings: readonly Diagnostic[]): string | undefined {
  const places = findings.map(({ place }) => place).filter(isSpan);
  const [first] = places;
  if (!first || places.length < findings.length) return undefined;
  const { text } = first.source;
  if (kind === "page")
    return withoutBlocks(
      text,
      places.map(({ start }) => start),
    );
  if (kind !== "kfunc-spec" && kind !== "example-spec" && kind !== "settings") return undefined;
  return withoutParts(
    text,
    findings.map(({ code }, at) => ({ offset: places[at]?.start ?? 0, alone: alone.has(code) })),
  );
}

/** The file without what findings in it are about; undefined where that can't be told from the rest. */
export function withoutWrong(file: ContentFile, findings: readonly Diagnostic[]): ContentFile | undefined {
  const text = textWithout(file, findings);
  return text === undefined ? undefined : { ...file, bytes: new TextEncoder().encode(text) };
}

/** A spec that says nothing but which kfunc it is of: the rest of its page comes from kernels. Undefined where it says no more as it is. */
export function bareSpec(file: ContentFile): ContentFile | undefined {
  const text = `name: ${/([^/]+)\.yaml$/.exec(file.path)?.[1] ?? ""}\n`;
  const isBare = file.kind !== "kfunc-spec" || new TextDecoder().decode(file.bytes) === text;
  return isBare ? undefined : { ...file, bytes: new TextEncoder().encode(text) };
}
