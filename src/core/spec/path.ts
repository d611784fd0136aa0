/** Where a value stands: keys of maps and indices of lists, from the root. */
export type Path = readonly (string | number)[];

/** The words for a place in a file, such as `since.version` or `errors[0].value`. */
export function printPath(path: Path): string {
  return path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");
}

/** " in since" for what stands below since; empty at the root. */
export function printWithin(path: Path): string {
  return path.length === 0 ? "" : ` in ${printPath(path)}`;
}

/** The value at a path, or undefined where the path ends early. Only own keys count. */
export function valueAt(value: unknown, path: Path): unknown {
  let at = value;
  for (const step of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Readonly<Record<string | number, unknown>>)[step];
  }
  return at;
}
