import type { Choice } from "./available.ts";

const NAME = "kf-choice";

/** Tells all on the page which kernel and program type now hold on it. */
export function announceChoice(choice: Choice): void {
  document.dispatchEvent(new CustomEvent(NAME, { detail: choice }));
}

export function onChoice(heed: (choice: Choice) => void): void {
  document.addEventListener(NAME, (event) => heed((event as CustomEvent<Choice>).detail));
}
