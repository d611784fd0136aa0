/** A conditional around the line at hand: of a variant's macro (`resolved`) or of anything else. */
interface Conditional {
  readonly resolved: boolean;
  /** Whether the lines between are compiled where no variant is defined. */
  active: boolean;
}

const opening = /^\s*#\s*(?:(ifdef|ifndef)\s+(\w+)|if\s+(!?)\s*defined\s*\(?\s*(\w+)\s*\)?)\s*(?:\/[/*].*)?$/;
const directive = /^\s*#\s*(if|ifdef|ifndef|elif|elifdef|elifndef|else|endif)\b/;

/** Whether an `#if…` asks for one of the macros, and if so what it gives where none is defined. */
function resolve(line: string, macros: ReadonlySet<string>): Conditional {
  const [, keyword, name, not, defined] = opening.exec(line) ?? [];
  const resolved = macros.has(name ?? defined ?? "");
  return { resolved, active: !resolved || keyword === "ifndef" || not === "!" };
}

/**
 * A C file as the compiler takes it where none of `macros` is defined: their `#ifdef` blocks are resolved and left out,
 * all other lines stay. A file whose conditionals are of another form (`#elif` after one of them, one that does not end)
 * is handed back as it is.
 */
export function rightSource(source: string, macros: readonly string[]): string {
  const names = new Set(macros);
  const open: Conditional[] = [];
  const kept: string[] = [];
  let cut = false;
  for (const line of source.split("\n")) {
    const keyword = directive.exec(line)?.[1];
    const last = open.at(-1);
    if (keyword && keyword !== "if" && keyword !== "ifdef" && keyword !== "ifndef") {
      if (!last || (last.resolved && keyword.startsWith("elif"))) return source;
      if (keyword === "endif") open.pop();
      if (keyword === "else" && last.resolved) last.active = !last.active;
      if (last.resolved) {
        cut = true;
        continue;
      }
    } else if (keyword) {
      const next = resolve(line, names);
      open.push(next);
      if (next.resolved) {
        cut = true;
        continue;
      }
    }
    if (!open.every(({ active }) => active)) continue;
    /* Blank lines on both sides of what was left out become one. */
    if (cut && line.trim() === "" && kept.at(-1)?.trim() === "") continue;
    cut = false;
    kept.push(line);
  }
  return open.length === 0 ? kept.join("\n") : source;
}
