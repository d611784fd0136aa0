import type { PlainResults } from "../../core/emulator/decode/plain-results.ts";
import type { Content } from "../../core/spec/content.ts";

/** What the specs say is no error. */
export const plainResultsOf = ({ kfuncs }: Content): PlainResults =>
  Object.fromEntries(
    kfuncs.flatMap(({ value: { name, not_errors: plain } }) => (plain ? [[name, plain] as const] : [])),
  );
