import type { Directives } from "mdast-util-directive";
import { visit } from "unist-util-visit";
import { didYouMean } from "../../../core/diagnostics/nearest.ts";
import { compareVersions, isRelease, versionPattern } from "../../../core/spec/versions.ts";
import { type AttributeValue, directiveNamed } from "../directives.ts";
import { isListed } from "../listed-kfuncs.ts";
import type { PageNames } from "../page-names.ts";
import { type PageProblem, type PageRule, rangeOf } from "../problem.ts";

type Finding = Pick<PageProblem, "code" | "message" | "help">;
type Attributes = Readonly<Record<string, string | null | undefined>>;
type ValueCheck = (value: string, names: PageNames, attributes: Attributes) => Finding | undefined;

const code = "page/directive";

const missing = (what: string, value: string, known: readonly string[]): Finding => ({
  code: "page/unknown-example",
  message: `${what} ${value} does not exist`,
  help: didYouMean(value, known, `there are: ${known.join(", ") || "none"}`),
});

const unknown = (what: string, value: string, known: readonly string[], otherwise: string): Finding => ({
  code,
  message: `${value || "Nothing"} is no ${what}`,
  help: didYouMean(value, known, otherwise),
});

/** Something that an example holds; of one that is unknown itself, nothing is said. */
const held =
  (what: string, kind: "examples" | "regions"): ValueCheck =>
  (value, names, { name }) => {
    const known = names[kind].get(name ?? "");
    return known && !known.includes(value) ? missing(`In ${name}, the ${what}`, value, known) : undefined;
  };

const release: ValueCheck = (value, { releases: [newest] = [] }) => {
  if (!versionPattern.test(value) || !isRelease(value)) {
    return { code, message: `${value || "Nothing"} is no release of Linux`, help: "write it as in release=6.12" };
  }
  if (newest === undefined || compareVersions(value, newest) <= 0) return undefined;
  return { code, message: `Linux ${value} is newer than all that is known here`, help: `the newest is ${newest}` };
};

const checks: Readonly<Record<AttributeValue, ValueCheck>> = {
  example: (value, { examples }) =>
    examples.has(value) ? undefined : missing("The example", value, [...examples.keys()]),
  scenario: held("scenario", "examples"),
  region: held("region", "regions"),
  flag: (value, { flags }) =>
    flags.has(value) ? undefined : unknown("flag", value, [...flags], "write one such as KF_ACQUIRE"),
  "program-type": (value, { programTypes }) =>
    programTypes.has(value)
      ? undefined
      : unknown("program type", value, [...programTypes], "write one such as BPF_PROG_TYPE_XDP"),
  family: (value, { listed }) => {
    const families = [...new Set(listed?.map(({ family }) => family))];
    return !listed || families.includes(value)
      ? undefined
      : unknown("family of kfuncs", value, families, `there are: ${families.join(", ")}`);
  },
  release,
};

function valueFindings({ name, attributes }: Directives, names: PageNames): Finding[] {
  const definition = directiveNamed(name);
  const given: Attributes = attributes ?? {};
  return Object.entries(given).flatMap(([attribute, value]) => {
    const kind = definition?.attributes[attribute]?.value;
    const found = kind && checks[kind](value ?? "", names, given);
    return found ? [found] : [];
  });
}

function emptyTable({ name, attributes }: Directives, { listed }: PageNames): Finding[] {
  if (name !== "kfuncs" || !listed || listed.some((kfunc) => isListed(kfunc, attributes ?? {}))) return [];
  const help = "leave an attribute out, or the table";
  return [{ code: "page/empty-table", message: "No kfunc is all of this: the table would be empty", help }];
}

/** What the attributes of directives name is there, and a table that they ask for has rows. */
export const directiveValues: PageRule = ({ tree, text, names }) => {
  const problems: PageProblem[] = [];
  visit(tree, ["leafDirective", "textDirective"], (node) => {
    const wrong = valueFindings(node as Directives, names);
    const found = wrong.length > 0 ? wrong : emptyTable(node as Directives, names);
    problems.push(...found.map((finding) => ({ ...finding, ...rangeOf(node, text) })));
  });
  return problems;
};
