import type { ArgumentMaker } from "./maker.ts";

/** Texts that the verifier or the kfunc reads up to their NUL: constants of the file. */
export const text: ArgumentMaker = ({ name, type, sized }, bench) => {
  const isText = /^(const )?char \*$/.test(type);
  if (!isText || (sized && !name.endsWith("__str"))) return undefined;
  if (name.startsWith("fmt")) return quoted("done", "fmt", type, bench);
  return type.startsWith("const ") ? '"text"' : quoted("text", name, type, bench);
};

function quoted(value: string, wanted: string, type: string, bench: Parameters<ArgumentMaker>[1]): string {
  const variable = bench.name(wanted.replace(/__\w+$/, ""));
  const isConst = type.startsWith("const ");
  bench.globals.push({ declaration: `${isConst ? "const " : "static "}char ${variable}[] = "${value}";` });
  return variable;
}
