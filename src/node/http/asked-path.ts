/** The path that is asked for, decoded; undefined where the address is malformed, as by a `%` that encodes nothing. */
export function askedPath(address = "/"): string | undefined {
  try {
    return decodeURIComponent(new URL(address, "http://site").pathname);
  } catch {
    return undefined;
  }
}

/** What a path is below the path that a site is served at, which has a slash at both ends; undefined where it is not below it. */
export const belowBase = (path: string, base: string): string | undefined =>
  path.startsWith(base) ? path.slice(base.length) : undefined;
