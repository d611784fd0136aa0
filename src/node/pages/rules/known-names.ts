import { visit } from "unist-util-visit";
import { nearest } from "../../../core/diagnostics/nearest.ts";
import { successorOf } from "../../../core/facts/renames.ts";
import { draftCommand } from "../../../core/spec/rules/known-kfunc.ts";
import { kfdocCommand } from "../../../core/words/kfdoc-command.ts";
import { findNameLinks, linkableNames, linkTarget } from "../links.ts";
import type { PageNames } from "../page-names.ts";
import { type PageProblem, type PageRule, rangeOf } from "../problem.ts";

type Finding = Pick<PageProblem, "message" | "help" | "mended">;

/** What is wrong with a name that no page has. */
function findingOf(name: string, names: PageNames): Finding {
  const successor = successorOf(name, names.kfuncs);
  if (successor !== undefined) {
    return {
      message: `The kfunc ${name} goes on under another name`,
      help: `link to [[${successor}]]: ${kfdocCommand("check --fix")} does it`,
      mended: `[[${successor}]]`,
    };
  }
  if (names.kernelKfuncs?.has(name)) {
    return {
      message: `Kernels have the kfunc ${name}, but no spec here states it`,
      help: `${draftCommand(name)}; without one, write the name as code`,
    };
  }
  const near = nearest(name, linkableNames(names));
  return {
    message: `No page is called ${name || "nothing"}`,
    help: near
      ? `did you mean [[${near}]]?`
      : "name a kfunc, flag, program type or fault rule that this site has a page of",
  };
}

/** `[[name]]` links to a page that there is. */
export const knownNames: PageRule = ({ tree, text, names }) => {
  const problems: PageProblem[] = [];
  visit(tree, "text", (node) => {
    const range = rangeOf(node, text);
    for (const link of findNameLinks(text.slice(range.start, range.end))) {
      if (linkTarget(link.name, names)) continue;
      problems.push({
        code: "page/unknown-kfunc",
        ...findingOf(link.name, names),
        start: range.start + link.start,
        end: range.start + link.end,
      });
    }
  });
  return problems;
};
