/** Annotates the lines of a source by another scenario; the page has the notes of each in a template. */
class AnnotatedSource extends HTMLElement {
  connectedCallback(): void {
    const select = this.querySelector("select");
    if (!select) return;
    select.addEventListener("change", () => this.#show(select.value));
    // A browser that comes back to the page keeps what was chosen.
    if (select.selectedIndex > 0) this.#show(select.value);
  }

  #show(scenario: string): void {
    const template = this.querySelector<HTMLTemplateElement>(`template[data-scenario="${CSS.escape(scenario)}"]`);
    const told = this.querySelector(".told");
    if (!template || !told) return;
    told.textContent = template.dataset.summary ?? "";
    const notes = new Map(
      Array.from(template.content.children, (each) => [each.getAttribute("data-line"), each] as const),
    );
    for (const line of this.querySelectorAll(".line")) {
      const found = notes.get(line.id.replace("line-", ""));
      const state = found?.getAttribute("data-state");
      if (state) line.setAttribute("data-state", state);
      else line.removeAttribute("data-state");
      const place = line.querySelector(".notes");
      place?.replaceChildren(...Array.from(found?.childNodes ?? [], (node) => node.cloneNode(true)));
    }
  }
}

customElements.define("kf-source", AnnotatedSource);
