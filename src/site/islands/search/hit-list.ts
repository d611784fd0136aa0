import type { NamedHit } from "./named-page.ts";
import type { KnownMessage } from "./query.ts";
import { type Hit, kindOf } from "./rank.ts";

function element(name: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

/** Text of the index with its marks, and nothing else that may stand in it. */
function marked(excerpt: string): Node[] {
  const { body } = new DOMParser().parseFromString(excerpt, "text/html");
  return [...body.childNodes].map((node) =>
    node.nodeName === "MARK"
      ? element("mark", "", node.textContent ?? "")
      : document.createTextNode(node.textContent ?? ""),
  );
}

function link(href: string, title: string, kind: string): HTMLElement {
  const made = document.createElement("a");
  made.href = href;
  made.append(element("span", "hit-title", title));
  if (kind) made.append(" ", element("span", "hit-kind", kind));
  return made;
}

/** A few parts of the page besides the one that the hit leads to. */
function parts({ page, url, title }: Hit): HTMLElement[] {
  const further = page.sub_results.filter((part) => part.url !== url && part.title !== title).slice(0, 2);
  if (further.length === 0) return [];
  const links = further.map((part) => {
    const made = document.createElement("a");
    made.href = part.url;
    made.textContent = part.title;
    return element("li", "", made);
  });
  return [element("ul", "hit-parts", ...links)];
}

/** A page that was found. */
export function hitItem(hit: Hit, base: string): HTMLElement {
  const title = hit.part === undefined ? hit.title : `${hit.part} in ${hit.title}`;
  const excerpt = element("p", "hit-excerpt", ...marked(hit.page.excerpt));
  return element("li", "hit", link(hit.url, title, kindOf(hit.page.url, base)), excerpt, ...parts(hit));
}

/** A message of the verifier that the query holds. */
export function messageItem({ words, meaning, href }: KnownMessage): HTMLElement {
  return element("li", "hit", link(href, words, "verifier message"), element("p", "hit-excerpt", meaning));
}

/** A page that is about what was asked for by its name. */
export function namedItem({ href, title, page }: NamedHit, base: string): HTMLElement {
  return element("li", "hit", link(href, title, kindOf(href, base)), element("p", "hit-excerpt", page.summary ?? ""));
}
