import type { Page } from "playwright-core";

/** So many elements of a kind are looked at on a page: what axe finds in these it finds in all others. */
const LIMIT = 10;

/**
 * Run in the page: takes away rows, lines and other blocks in which each element is of a kind that was seen before, as often as the limit says.
 * Elements are of one kind where they stand at the same place of the page's structure, and they and what is around them are alike: tags,
 * classes, attributes, whether there is text in them, colours, fonts and lines, and whether links and fields are too small for a finger. So what is
 * different in a single one of a thousand rows stays. Of an attribute's value counts what is a word, such as a role; of addresses, names and
 * texts, which are others in each row, whether there is one; of data, which axe does not ask for, nothing.
 */
function removeFurther(limit: number): void {
  const numbers = new Map<string, number>();
  const kinds = new Map<Element, number>();
  const wordOf = ({ name, value }: Attr): string => {
    if (name.startsWith("data-")) return name;
    const isWord = name !== "id" && /^[a-z-]+$/i.test(value);
    return `${name}=${isWord ? value : value.trim() && "…"}`;
  };
  /** WCAG 2.2 has 24 pixels as the least for a target. */
  const sizeOf = (pixels: number) => (pixels === 0 ? "none" : pixels < 24 ? "small" : "large");
  const targetSize = (element: Element): string => {
    if (!element.matches("a, button, input, select, textarea, summary, [tabindex]")) return "";
    const { width, height } = element.getBoundingClientRect();
    return `${sizeOf(width)} ${sizeOf(height)}`;
  };
  const looksOf = (element: Element) => {
    const { color, backgroundColor, fontSize, fontWeight, opacity, textDecorationLine } = getComputedStyle(element);
    return [color, backgroundColor, fontSize, fontWeight, opacity, textDecorationLine, targetSize(element)];
  };
  const name = (element: Element, place: number | undefined): void => {
    const attributes = Array.from(element.attributes, wordOf);
    const words = [element.localName, ...Array.from(element.classList).sort(), ...attributes];
    const content = element.textContent.trim() === "" ? "empty" : "text";
    const look = [place, ...words, content, ...looksOf(element)].join(" ");
    const kind = numbers.get(look) ?? numbers.size;
    numbers.set(look, kind);
    kinds.set(element, kind);
    for (const child of element.children) name(child, kind);
  };
  name(document.body, undefined);

  const seen = new Map<number | undefined, number>();
  const countOf = (element: Element) => seen.get(kinds.get(element)) ?? 0;
  const isKnown = (element: Element): boolean =>
    countOf(element) >= limit && Array.from(element.children).every(isKnown);
  const look = (element: Element): void => {
    seen.set(kinds.get(element), countOf(element) + 1);
    for (const child of Array.from(element.children)) {
      const isBlock = child.matches("tr, li, dt, dd, p, pre, div, section, article, figure, details, .line");
      if (isBlock && isKnown(child)) child.remove();
      else look(child);
    }
  };
  look(document.body);
}

/** Leaves of a page only the first elements of each kind. */
export async function keepFirstOfAKind(page: Page): Promise<void> {
  await page.evaluate(removeFurther, LIMIT);
}
