import { element } from "./element.ts";

/** Longer than it takes to read it. In milliseconds. */
const SHOWN = 4_000;

/** A button that copies the page's address, which holds the step, and says that it did. */
export function copyLink(): HTMLElement {
  const said = element("span", { class: "said", role: "status" });
  const say = (words: string) => {
    said.textContent = words;
    setTimeout(() => {
      said.textContent = "";
    }, SHOWN);
  };
  const copy = () =>
    navigator.clipboard.writeText(location.href).then(
      () => say("The link is copied."),
      () => say("The browser does not let this page copy; the address bar holds the link."),
    );
  const button = element("button", { type: "button", onclick: () => void copy() }, "Copy link to this step");
  return element("p", { class: "copy-link" }, button, " ", said);
}
