import { element } from "./element.ts";

/** What is done quicker is not worth a word. In milliseconds. */
const QUICK = 300;

export interface BusyLine {
  readonly line: HTMLElement;
  /** Says what is being done, with a button that ends it, for as long as it lasts. */
  during<Value>(words: string, work: Promise<Value>): Promise<Value>;
}

export function busyLine(stop: () => void): BusyLine {
  const words = element("span", { role: "status" });
  const button = element("button", { type: "button", hidden: true, onclick: stop }, "Stop");
  return {
    line: element("p", { class: "busy" }, words, " ", button),
    async during(said, work) {
      const timer = setTimeout(() => {
        words.textContent = said;
        button.hidden = false;
      }, QUICK);
      try {
        return await work;
      } finally {
        clearTimeout(timer);
        words.textContent = "";
        button.hidden = true;
      }
    },
  };
}
