import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Span } from "../../diagnostics/source.ts";
import { type Content, type ExampleFile, kfuncNames } from "../content.ts";
import { checkKnownKfunc } from "./known-kfunc.ts";

/** The calls that a scenario expects name kfuncs that have a spec. */
export function callsNameKfuncs(content: Content): Diagnostic[] {
  const known = kfuncNames(content);
  return content.examples.flatMap((example) =>
    expectedCalls(example).flatMap(({ name, place }) =>
      checkKnownKfunc(name, known, place, content.beside?.kernelKfuncs),
    ),
  );
}

function expectedCalls({ file: { value, spanOf } }: ExampleFile): { name: string; place: Span }[] {
  return value.scenarios.flatMap(({ expect }, scenario) =>
    (expect.calls ?? []).flatMap((call, index) => {
      const path = ["scenarios", scenario, "expect", "calls", index];
      if (typeof call === "string") return [{ name: call, place: spanOf(path) }];
      return Object.keys(call).map((name) => ({ name, place: spanOf([...path, name], "key") }));
    }),
  );
}
