import { counted } from "../../../core/words/counted.ts";
import type { ShownFinding } from "../../../dev/shown-finding.ts";

const style = `
  :host { position: fixed; z-index: 1000; inset: auto 1rem 1rem auto; max-width: calc(100vw - 2rem); font: 0.875rem/1.5 system-ui, sans-serif; }
  details { overflow: auto; border: 2px solid #b3261e; border-radius: 0.5rem; background: #1c1b1f; color: #f4eff4; }
  details[open] { width: min(56rem, calc(100vw - 2rem)); max-height: 60vh; }
  summary { position: sticky; top: 0; padding: 0.5rem 1rem; background: #b3261e; color: #fff; font-weight: 600; cursor: pointer; }
  article { padding: 0.5rem 1rem; border-top: 1px solid #49454f; }
  p { margin: 0.25rem 0; }
  .rule { padding: 0.25rem 1rem; }
  .place { font-family: ui-monospace, monospace; font-weight: 600; overflow-wrap: anywhere; }
  .warning .severity { color: #ffd479; }
  .error .severity { color: #ff8a80; }
  .help { color: #9be7ff; }
  pre { margin: 0.25rem 0; padding: 0.5rem; overflow: auto; background: #000; }
`;

/** An element with a text in it: what stands in files is never read as HTML. */
function element(name: string, text: string, className = ""): HTMLElement {
  const made = document.createElement(name);
  made.textContent = text;
  made.className = className;
  return made;
}

function article({ place, severity, code, message, frame, notes, help }: ShownFinding): HTMLElement {
  const made = element("article", "", severity);
  made.append(element("p", place, "place"));
  made.append(element("p", `${severity} [${code}]`, "severity"), element("p", message, "message"));
  if (frame !== "") made.append(element("pre", frame));
  for (const note of notes) made.append(element("p", `note: ${note}`));
  if (help !== undefined) made.append(element("p", `help: ${help}`, "help"));
  return made;
}

/** Under this name a tab keeps that the author opened the panel, which else covers next to nothing of a page. */
const OPEN = "kfdoc-findings-open";

/** All findings that there are at the moment, over the page; those about its own files first. */
class FindingsPanel extends HTMLElement {
  show(findings: readonly ShownFinding[], isOwn: (page: string) => boolean): void {
    const root = this.shadowRoot ?? this.attachShadow({ mode: "open" });
    const sorted = [...findings.filter(({ page }) => isOwn(page)), ...findings.filter(({ page }) => !isOwn(page))];
    const details = document.createElement("details");
    details.open = sessionStorage.getItem(OPEN) !== null;
    details.addEventListener("toggle", () => {
      if (details.open) sessionStorage.setItem(OPEN, "");
      else sessionStorage.removeItem(OPEN);
    });
    details.append(
      element("summary", counted(findings.length, "finding")),
      element("p", "What is wrong is left out, or shown as it last was right.", "rule"),
      ...sorted.map(article),
    );
    root.replaceChildren(element("style", style), details);
  }
}

customElements.define("kf-findings", FindingsPanel);

/** Shows the findings, or takes the panel away where there are none. */
export function showFindings(findings: readonly ShownFinding[], isOwn: (page: string) => boolean): void {
  const known = document.querySelector<FindingsPanel>("kf-findings");
  if (findings.length === 0) {
    known?.remove();
    return;
  }
  const panel = known ?? (document.createElement("kf-findings") as FindingsPanel);
  if (!known) {
    panel.setAttribute("role", "status");
    // Beside the body, which changes with what is saved.
    document.documentElement.append(panel);
  }
  panel.show(findings, isOwn);
}
