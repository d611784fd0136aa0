import type { ContainerDirective, LeafDirective } from "mdast-util-directive";
import { visit } from "unist-util-visit";
import { nearest } from "../../../core/diagnostics/nearest.ts";
import { directives, directiveUsage } from "../directives.ts";
import { type PageProblem, type PageRule, rangeOf } from "../problem.ts";

type Finding = Pick<PageProblem, "message" | "help">;

function unknown(what: string, name: string, known: readonly string[]): Finding {
  const near = nearest(name, known);
  return {
    message: `${what} ${name} does not exist`,
    help: near ? `did you mean ${near}?` : `write ${directiveUsage}`,
  };
}

function findings(node: LeafDirective | ContainerDirective): Finding[] {
  const definition = Object.hasOwn(directives, node.name) ? directives[node.name] : undefined;
  if (!definition) return [unknown("The directive", node.name, Object.keys(directives))];
  if (node.type === "containerDirective") {
    return [{ message: `The directive ${node.name} takes no content`, help: `write two colons: ${directiveUsage}` }];
  }
  const given = Object.keys(node.attributes ?? {});
  const known = Object.keys(definition.attributes);
  return [
    ...given.filter((name) => !known.includes(name)).map((name) => unknown("The attribute", name, known)),
    ...known
      .filter((name) => definition.attributes[name]?.required && !given.includes(name))
      .map((name) => ({ message: `The directive ${node.name} lacks ${name}`, help: `write ${directiveUsage}` })),
    ...(node.children.length > 0
      ? [{ message: `The directive ${node.name} takes no label`, help: `write ${directiveUsage}` }]
      : []),
  ];
}

/** Directives and their attributes are those of the table in `directives.ts`. */
export const knownDirectives: PageRule = ({ tree, text }) => {
  const problems: PageProblem[] = [];
  visit(tree, ["leafDirective", "containerDirective"], (node) => {
    const found = findings(node as LeafDirective | ContainerDirective);
    problems.push(...found.map((finding) => ({ code: "page/directive" as const, ...finding, ...rangeOf(node, text) })));
  });
  return problems;
};
