import { visit } from "unist-util-visit";
import { nearest } from "../../../core/diagnostics/nearest.ts";
import { type PageProblem, type PageRule, rangeOf } from "../problem.ts";

function problem(what: string, name: string, known: readonly string[]): Pick<PageProblem, "code" | "message" | "help"> {
  const near = nearest(name, known);
  const help = near ? `did you mean ${near}?` : `there are: ${known.join(", ") || "none"}`;
  return { code: "page/unknown-example", message: `${what} ${name} does not exist`, help };
}

/** `::example` places an example and a scenario that there are. */
export const knownExamples: PageRule = ({ tree, text, names }) => {
  const problems: PageProblem[] = [];
  visit(tree, "leafDirective", (node) => {
    const { name, scenario } = node.attributes ?? {};
    if (node.name !== "example" || typeof name !== "string") return;
    const range = rangeOf(node, text);
    const scenarios = names.examples.get(name);
    if (!scenarios) problems.push({ ...problem("The example", name, [...names.examples.keys()]), ...range });
    else if (typeof scenario === "string" && !scenarios.includes(scenario)) {
      problems.push({ ...problem(`In ${name}, the scenario`, scenario, scenarios), ...range });
    }
  });
  return problems;
};
