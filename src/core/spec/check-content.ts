import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { sortByPlace } from "../diagnostics/order.ts";
import type { Content } from "./content.ts";
import { contentRules } from "./rules/rules.ts";

/** Everything that is wrong between the files, sorted by place. */
export function checkContent(content: Content): Diagnostic[] {
  return sortByPlace(contentRules.flatMap((rule) => rule(content)));
}
