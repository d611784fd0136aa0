import type { ParameterModel } from "../../node/build/site-model.ts";

/** `opts.error` as C writes it where `opts` is a pointer, and what a pointer to a number leads to. */
export function pathInC(path: string, params: readonly ParameterModel[]): string {
  const [first = "", ...rest] = path.split(".");
  const pointer = params
    .find(({ name }) => name === first)
    ?.type.trimEnd()
    .endsWith("*");
  if (!pointer) return path;
  return rest.length > 0 ? `${first}->${rest.join(".")}` : `*${first}`;
}
