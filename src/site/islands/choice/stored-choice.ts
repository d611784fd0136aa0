import type { Choice } from "./available.ts";

/** What the browser keeps it by. */
export const CHOICE_KEY = "kfdoc-choice";

/** Any kernel, any program type. */
export const anyChoice: Choice = { release: "", type: "" };

const textOf = (value: unknown) => (typeof value === "string" ? value : "");

/** What the reader chose on whatever page; a browser that keeps nothing forgets it. */
export function readChoice(): Choice {
  try {
    const { release, type } = JSON.parse(localStorage.getItem(CHOICE_KEY) ?? "{}") as Partial<Choice>;
    return { release: textOf(release), type: textOf(type) };
  } catch {
    return anyChoice;
  }
}

export function keepChoice(choice: Choice): void {
  try {
    localStorage.setItem(CHOICE_KEY, JSON.stringify(choice));
  } catch {
    // Private windows of some browsers refuse: the choice then holds for this page.
  }
}
