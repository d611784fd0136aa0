import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { errorAt } from "../../core/diagnostics/error-at.ts";
import { didYouMean } from "../../core/diagnostics/nearest.ts";
import type { Source } from "../../core/diagnostics/source.ts";
import type { Example } from "./examples.ts";

type Texts = Iterable<Pick<Source, "text">>;

/** Whether the C asks for a variant anywhere: one that it does not name would be the source as it stands. */
export function namesVariant(texts: Texts, variant: string): boolean {
  const word = new RegExp(`\\b${variant}\\b`);
  return [...texts].some(({ text }) => word.test(text));
}

/** Names that the preprocessor is asked for. */
function askedFor(texts: Texts): Set<string> {
  const conditions = [...texts].flatMap(({ text }) => text.match(/^[ \t]*#[ \t]*(el)?if.*$/gm) ?? []);
  const names = conditions.flatMap((line) => line.replace(/^\s*#\s*\w+/, "").match(/[A-Za-z_]\w*/g) ?? []);
  return new Set(names.filter((name) => name !== "defined"));
}

/** Variants of scenarios that the C of their example does not name. */
export function checkVariants(examples: readonly Example[]): Diagnostic[] {
  return examples.flatMap(({ spec, source, headers }) => {
    const texts = [source, ...headers.values()];
    return (spec?.value.scenarios ?? []).flatMap(({ variant }, index) => {
      if (!spec || variant === undefined || namesVariant(texts, variant)) return [];
      const known = askedFor(texts);
      const place = spec.spanOf(["scenarios", index, "variant"]);
      return errorAt(place, "example/unknown-variant", `The C does not ask for ${variant}`, {
        notes: [{ message: `it asks for ${[...known].join(", ") || "none"}` }],
        help: didYouMean(variant, known, `Put what differs between #ifdef ${variant} and #endif.`),
      });
    });
  });
}
