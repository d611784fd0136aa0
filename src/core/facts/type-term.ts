/** A C type without its spelling: what is left when spaces and the order of words do not matter. */
export type TypeTerm =
  | { readonly kind: "named"; readonly name: string; readonly qualifiers: readonly Qualifier[] }
  | { readonly kind: "pointer"; readonly to: TypeTerm; readonly qualifiers: readonly Qualifier[] }
  | { readonly kind: "array"; readonly of: TypeTerm; readonly length: number | undefined }
  | {
      readonly kind: "function";
      readonly returns: TypeTerm;
      readonly params: readonly TypeTerm[];
      readonly variadic: boolean;
    };

export type Qualifier = "const" | "volatile" | "restrict";

export const qualifierWords: readonly Qualifier[] = ["const", "volatile", "restrict"];

/** Types deeper than this are not compared: no kernel prototype comes near. */
export const maximumTypeDepth = 16;

/** Words of which the names of C's arithmetic types are made (C11, 6.7.2). */
export const arithmeticWords: ReadonlySet<string> = new Set(
  "void _Bool bool char short int long signed unsigned float double __int128".split(" "),
);

/** One spelling for all those of an arithmetic type: "long unsigned int" and "unsigned long" are one. */
export function arithmeticName(words: readonly string[]): string {
  const count = (word: string) => words.filter((other) => other === word).length;
  const has = (word: string) => count(word) > 0;
  const sign = has("unsigned") ? ["unsigned"] : has("signed") && has("char") ? ["signed"] : [];
  const long = Array.from({ length: Math.min(count("long"), 2) }, () => "long");
  const base = words.find((word) => !["signed", "unsigned", "long", "int"].includes(word));
  if (base === "bool") return "_Bool";
  const size = base ? [base] : long.length > 0 ? [] : ["int"];
  return [...sign, ...long, ...size].join(" ");
}

export function isVoid(term: TypeTerm): boolean {
  return term.kind === "named" && term.name === "void" && term.qualifiers.length === 0;
}

/** A parameter of array or function type is a pointer (C11, 6.7.6.3). */
export function adjustParameter(term: TypeTerm): TypeTerm {
  if (term.kind === "array") return { kind: "pointer", to: term.of, qualifiers: [] };
  return term.kind === "function" ? { kind: "pointer", to: term, qualifiers: [] } : term;
}

export function sameType(left: TypeTerm, right: TypeTerm): boolean {
  return canonical(left) === canonical(right);
}

function canonical(term: TypeTerm): string {
  switch (term.kind) {
    case "named":
      return [...sorted(term.qualifiers), term.name].join(" ");
    case "pointer":
      return [...sorted(term.qualifiers), `pointer(${canonical(term.to)})`].join(" ");
    case "array":
      return `array(${term.length ?? ""}, ${canonical(term.of)})`;
    case "function":
      return `function(${[term.returns, ...term.params].map(canonical).join(", ")}${term.variadic ? ", ..." : ""})`;
  }
}

function sorted(qualifiers: readonly Qualifier[]): Qualifier[] {
  return qualifierWords.filter((word) => qualifiers.includes(word));
}
