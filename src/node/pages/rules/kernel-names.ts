import type { Root } from "mdast";
import { EXIT, SKIP, visit } from "unist-util-visit";
import { nearest } from "../../../core/diagnostics/nearest.ts";
import { bpfName } from "../kernel-names.ts";
import { findNameLinks } from "../links.ts";
import { type PageProblem, type PageRule, rangeOf } from "../problem.ts";

/** Whether a name is what several known ones begin with: `bpf_iter` of `bpf_iter_num_new`. */
function isStem(name: string, known: ReadonlySet<string>): boolean {
  for (const each of known) if (each.startsWith(`${name}_`)) return true;
  return false;
}

/** Names in the page's footnotes, which say where the kernel has them. */
function citedNames(tree: Root, text: string): Set<string> {
  const cited = new Set<string>();
  visit(tree, "footnoteDefinition", (node) => {
    const { start, end } = rangeOf(node, text);
    for (const [name] of text.slice(start, end).matchAll(bpfName)) cited.add(name);
  });
  return cited;
}

/** Past this many it is another language; finding what was meant takes time. */
const mostNames = 50;

/** What defines names in Markdown: `[[name]]` is held against pages, and a footnote names functions within the kernel's source. */
const elsewhere: readonly string[] = ["footnoteDefinition", "definition"];

/** A name that looks like one of BPF is one. In code that an author quotes, only what resembles a known name is taken for a slip. */
export const kernelNames: PageRule = ({ tree, text, names: { kernelNames: known, kfuncs } }) => {
  const problems: PageProblem[] = [];
  if (!known) return problems;
  const cited = citedNames(tree, text);
  visit(tree, (node) => {
    if (elsewhere.includes(node.type)) return SKIP;
    if (node.type !== "text" && node.type !== "inlineCode" && node.type !== "code") return;
    const { start, end } = rangeOf(node, text);
    const written = text.slice(start, end);
    const links = node.type === "text" ? findNameLinks(written) : [];
    for (const { 0: name, index } of written.matchAll(bpfName)) {
      if (links.some((link) => link.start <= index && index < link.end)) continue;
      if (problems.length >= mostNames) return EXIT;
      if (known.has(name) || kfuncs.has(name) || cited.has(name) || isStem(name, known)) continue;
      const near = nearest(name, known);
      if (node.type === "code" && near === undefined) continue;
      problems.push({
        code: "page/unknown-name",
        message: `No kernel that is known here has ${name}`,
        start: start + index,
        end: start + index + name.length,
        help: near
          ? `Did you mean ${near}?`
          : "a function within the kernel belongs in a footnote, with its file; another name into code that defines it",
      });
    }
  });
  return problems;
};
