/** What a page is made to look and to work by: where it differs, only loading the page anew will do. */
const partsOf = (page: Document) =>
  [...page.querySelectorAll("script, style, link[rel=stylesheet]")].map((part) => part.outerHTML).join("\n");

/** A script in the text of the page runs when that is loaded, and only then. */
const runsOnLoad = (node: Node) =>
  node instanceof Element && (node.matches("script") || node.querySelector("script:not([src])") !== null);

/** Whether nothing but what is in them differs, and no script of theirs stands for what is in them. */
function isSameFrame(before: Node | undefined, after: Node | undefined): boolean {
  if (!(before instanceof Element && after instanceof Element) || before.localName.includes("-")) return false;
  return before.cloneNode(false).isEqualNode(after.cloneNode(false));
}

/** Which children differ: from the first to the last of them, counted from the end. */
function differing(before: readonly Node[], after: readonly Node[]): { start: number; end: number } {
  const most = Math.min(before.length, after.length);
  let [start, end] = [0, 0];
  while (start < most && before[start]?.isEqualNode(after[start] ?? null)) start++;
  while (end < most - start && before.at(-1 - end)?.isEqualNode(after.at(-1 - end) ?? null)) end++;
  return { start, end };
}

/** What is to stand in the place of what, before which child. */
interface Change {
  readonly parent: Element;
  readonly gone: readonly ChildNode[];
  readonly come: readonly Node[];
  readonly next: ChildNode | null;
}

/**
 * The smallest parts of an element in the page that hold all that is to be different. Scripts may have added to it: what no longer has
 * the children that it came with is changed as a whole.
 */
function changesIn(parent: Element, before: Element, after: Element): Change[] {
  const [old, now, children] = [[...before.childNodes], [...after.childNodes], [...parent.childNodes]];
  if (children.length !== old.length) return [{ parent, gone: children, come: now, next: null }];
  const { start, end } = differing(old, now);
  const [gone, next] = [children.slice(start, old.length - end), children[old.length - end] ?? null];
  if (old.length !== now.length) return [{ parent, gone, come: now.slice(start, now.length - end), next }];
  return gone.flatMap((child, index) => {
    const [was, is] = [old[start + index], now[start + index]];
    if (!was || !is || was.isEqualNode(is)) return [];
    if (child instanceof Element && isSameFrame(was, is)) return changesIn(child, was as Element, is as Element);
    return [{ parent, gone: [child], come: [is], next: child.nextSibling }];
  });
}

function apply({ parent, gone, come, next }: Change): void {
  for (const node of come) parent.insertBefore(document.importNode(node, true), next);
  for (const node of gone) node.remove();
}

/**
 * Changes in the open page what differs between how it was given and how it would be given now, and leaves the rest as the reader has
 * it. False where it must be loaded anew.
 */
export function patchPage(before: string, after: string): boolean {
  const parser = new DOMParser();
  const [was, is] = [before, after].map((html) => parser.parseFromString(html, "text/html")) as [Document, Document];
  if (partsOf(was) !== partsOf(is)) return false;
  const changes = changesIn(document.body, was.body, is.body);
  if (changes.some(({ parent, come }) => parent === document.body || come.some(runsOnLoad))) return false;
  changes.forEach(apply);
  document.title = is.title;
  return true;
}
