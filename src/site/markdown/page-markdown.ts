import type { Element, ElementContent, Nodes, Root } from "hast";
import rehypeParse from "rehype-parse";
import rehypeRemark from "rehype-remark";
import remarkGfm from "remark-gfm";
import remarkStringify from "remark-stringify";
import { unified } from "unified";
import { SKIP, visit } from "unist-util-visit";
import { elementText } from "./element-text.ts";

/** What is for eyes and hands alone. */
const dropped = new Set([
  ...["script", "style", "link", "template", "svg", "img", "noscript"],
  ...["button", "form", "input", "select", "output", "kf-choice", "kf-stepper"],
]);

const droppedClasses = ["sl-anchor-link", "lead", "copy", "page-history"];

const classesOf = ({ properties: { className } }: Element) => (Array.isArray(className) ? className.map(String) : []);

function isDropped(element: Element): boolean {
  return dropped.has(element.tagName) || classesOf(element).some((name) => droppedClasses.includes(name));
}

/** Code as it was before lines and words of it were wrapped for colours. */
function plainCode(pre: Element): void {
  const lines: string[] = [];
  visit(pre, "element", (element) => {
    if (!classesOf(element).includes("ec-line")) return;
    lines.push(elementText(element).replace(/\n$/, ""));
    return SKIP;
  });
  const { dataLanguage } = pre.properties;
  const value = lines.length > 0 ? lines.join("\n") : elementText(pre);
  const className = typeof dataLanguage === "string" ? [`language-${dataLanguage}`] : [];
  pre.children = [{ type: "element", tagName: "code", properties: { className }, children: [{ type: "text", value }] }];
}

/** Markdown has no lists of terms: a term is a line in bold, what is said of it follows. */
const otherTags: Readonly<Record<string, string>> = {
  dt: "strong",
  dd: "div",
  dl: "div",
  details: "div",
  summary: "p",
  figcaption: "p",
};

/** A place on the page itself is named with the page; a link of a thing to its own place says nothing. */
function mendLink(link: Element, page: string): void {
  const href = String(link.properties.href ?? "");
  if (classesOf(link).includes("self")) link.tagName = "span";
  else if (href.startsWith("#")) link.properties.href = `${page}${href}`;
}

const isElement = (node: Nodes | undefined): node is Element => node?.type === "element";

/** Elements that a style sheet keeps apart have a space between them. */
function keepApart(parent: Element): void {
  parent.children = parent.children.flatMap((child, index): ElementContent[] =>
    isElement(child) && isElement(parent.children[index - 1]) ? [{ type: "text", value: " " }, child] : [child],
  );
}

const isSpace = (node: ElementContent | undefined) => node?.type === "text" && node.value.trim() === "";

const trimmed = (item: Element): Element =>
  isSpace(item.children.at(-1)) ? { ...item, children: item.children.slice(0, -1) } : item;

/** A cell of Markdown's tables is one line: lists in it are named one after the other. */
function flattenCell(cell: Element): void {
  visit(cell, "element", (element) => {
    if (element.tagName === "ul" || element.tagName === "ol") {
      const items = element.children.filter(isElement).map(trimmed);
      element.children = items.flatMap((item, index): ElementContent[] =>
        index === 0 ? [item] : [{ type: "text", value: ", " }, item],
      );
    }
    if (element !== cell && ["ul", "ol", "li", "p", "div"].includes(element.tagName)) element.tagName = "span";
  });
}

/** A term that is a list of names stays one. */
function plainTag(element: Element): string {
  const isList =
    element.tagName === "dt" && element.children.some((child) => isElement(child) && child.tagName === "ul");
  return isList ? "div" : (otherTags[element.tagName] ?? element.tagName);
}

function prepare(page: string) {
  return () => (tree: Root) => {
    visit(tree, "element", (element, index, parent) => {
      if (isDropped(element) && parent && index !== undefined) {
        parent.children.splice(index, 1);
        return index;
      }
      if (element.tagName === "pre") plainCode(element);
      if (element.tagName === "pre" || element.tagName === "code") return SKIP;
      if (element.tagName === "a") mendLink(element, page);
      if (element.tagName === "td" || element.tagName === "th") flattenCell(element);
      element.tagName = plainTag(element);
      keepApart(element);
      return undefined;
    });
  };
}

/** What stands between the marks of a page's content. */
function contentOf(html: string): string {
  const start = html.indexOf('<div class="sl-markdown-content">');
  const end = html.indexOf("</main>", start);
  return start < 0 || end < 0 ? "" : html.slice(start, end);
}

/** The content of a built page as Markdown; `page` is its address, for links to places on it. */
export function pageMarkdown(html: string, page: string): string {
  const file = unified()
    .use(rehypeParse, { fragment: true })
    .use(prepare(page))
    .use(rehypeRemark)
    .use(remarkGfm, { tablePipeAlign: false })
    .use(remarkStringify, { bullet: "-", rule: "-" })
    .processSync(contentOf(html));
  return String(file).trim();
}
