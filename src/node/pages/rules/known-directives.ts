import type { Directives } from "mdast-util-directive";
import { visit } from "unist-util-visit";
import { didYouMean } from "../../../core/diagnostics/nearest.ts";
import { type DirectiveDefinition, directiveNamed, directives } from "../directives.ts";
import { type PageProblem, type PageRule, rangeOf } from "../problem.ts";

type Finding = Pick<PageProblem, "message" | "help">;

const forms = { leafDirective: "leaf", containerDirective: "container", textDirective: "text" } as const;
const colons = { leaf: "two colons, alone on its line", container: "three colons", text: "one colon" } as const;

function hasLabel(node: Directives): boolean {
  if (node.type !== "containerDirective") return node.children.length > 0;
  const [first] = node.children;
  return first?.type === "paragraph" && first.data?.directiveLabel === true;
}

function attributeFindings(node: Directives, { attributes, usage, oneOf, apart }: DirectiveDefinition): Finding[] {
  const given = Object.keys(node.attributes ?? {});
  const known = Object.keys(attributes);
  const help = `write ${usage}`;
  const missing = known.filter((name) => attributes[name]?.required && !given.includes(name));
  const excluding = (apart ?? []).filter((name) => given.includes(name));
  return [
    ...given
      .filter((name) => !known.includes(name))
      .map((name) => ({ message: `The attribute ${name} does not exist`, help: didYouMean(name, known, help) })),
    ...missing.map((name) => ({ message: `The directive ${node.name} lacks ${name}`, help })),
    ...(oneOf && given.length === 0 ? [{ message: `The directive ${node.name} lacks an attribute`, help }] : []),
    ...(excluding.length > 1
      ? [{ message: `${excluding.join(" and ")} do not go together`, help: `leave one of them out` }]
      : []),
  ];
}

function findings(node: Directives): Finding[] {
  const definition = directiveNamed(node.name);
  if (!definition) {
    const known = Object.keys(directives);
    const message = `The directive ${node.name} does not exist`;
    return [{ message, help: didYouMean(node.name, known, `the directives are ${known.join(", ")}`) }];
  }
  const { form, label, usage } = definition;
  const help = `write ${usage}`;
  if (forms[node.type] !== form) {
    return [{ message: `The directive ${node.name} is written with ${colons[form]}`, help }];
  }
  return [
    ...attributeFindings(node, definition),
    ...(label === "none" && hasLabel(node) ? [{ message: `The directive ${node.name} takes no label`, help }] : []),
    ...(label === "required" && !hasLabel(node) ? [{ message: `The directive ${node.name} has no text`, help }] : []),
    ...(form === "container" && node.children.length === (hasLabel(node) ? 1 : 0)
      ? [{ message: `The directive ${node.name} has no text`, help }]
      : []),
  ];
}

const code = "page/directive";

/** Directives, their attributes and what they are written around are those of the table in `directives.ts`. */
export const knownDirectives: PageRule = ({ tree, text }) => {
  const problems: PageProblem[] = [];
  visit(tree, ["leafDirective", "containerDirective", "textDirective"], (node) => {
    const found = findings(node as Directives);
    const { start, end } = rangeOf(node, text);
    const lineEnd = text.slice(start).search(/\n|$/) + start;
    problems.push(...found.map((finding) => ({ code, ...finding, start, end: Math.min(end, lineEnd) }) as const));
  });
  visit(tree, "text", (node) => {
    const { start, end } = rangeOf(node, text);
    for (const match of text.slice(start, end).matchAll(/^[ \t]*(:{2,3})[ \t]*([a-z]\w*)?.*$/gm)) {
      const [line, , name] = match;
      const help = directiveNamed(name ?? "")?.usage ?? `the directives are ${Object.keys(directives).join(", ")}`;
      const message = name ? `This line begins like a directive and is none` : `${line.trim()} ends nothing here`;
      const place = start + match.index;
      problems.push({
        code,
        message,
        start: place,
        end: place + line.length,
        help: name ? `write ${help}` : "remove it",
      });
    }
  });
  return problems;
};
