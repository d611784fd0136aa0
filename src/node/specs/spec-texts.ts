import type { KfuncSpec } from "../../core/spec/kfunc-spec.ts";
import type { Path } from "../../core/spec/path.ts";

/** Every text in Markdown that a spec holds. */
export function* textsOf({ params, returns, errors }: KfuncSpec): Generator<{ path: Path; text: string }> {
  for (const [name, param] of Object.entries(params ?? {})) {
    if (typeof param === "string") {
      yield { path: ["params", name], text: param };
      continue;
    }
    yield { path: ["params", name, "text"], text: param.text };
    for (const [member, { text, values }] of Object.entries(param.members ?? {})) {
      const path = ["params", name, "members", member];
      yield { path: [...path, "text"], text };
      for (const [value, meaning] of Object.entries(values ?? {})) {
        yield { path: [...path, "values", value], text: meaning };
      }
    }
  }
  if (returns !== undefined) yield { path: ["returns"], text: returns };
  for (const [index, error] of (errors ?? []).entries()) {
    yield { path: ["errors", index, "when"], text: error.when };
    if (error.not_shown !== undefined) yield { path: ["errors", index, "not_shown"], text: error.not_shown };
  }
}
