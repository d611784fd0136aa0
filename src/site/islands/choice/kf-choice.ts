import { type AvailableTable, availabilityOf, availabilityWords, type Choice } from "./available.ts";
import { keepChoice, readChoice } from "./stored-choice.ts";

/** The kfunc that an address of this site is about. */
const kfuncOf = (address: string): string | undefined => /\/kfuncs\/(\w+)\/(?:#|$)/.exec(address)?.[1];

/** "My kernel is …, my programs are …": kept from page to page; kfuncs that it leaves out are marked wherever they are named. */
class KernelChoice extends HTMLElement {
  #table: AvailableTable | undefined;

  connectedCallback(): void {
    const { release, type } = readChoice();
    this.#select("release").value = release;
    this.#select("type").value = type;
    this.hidden = false;
    this.addEventListener("change", () => {
      keepChoice(this.#choice);
      void this.#apply();
    });
    void this.#apply();
  }

  #select(name: string): HTMLSelectElement {
    return this.querySelector(`select[name="${name}"]`) as HTMLSelectElement;
  }

  get #choice(): Choice {
    return { release: this.#select("release").value, type: this.#select("type").value };
  }

  async #apply(): Promise<void> {
    const choice = this.#choice;
    const isChosen = choice.release !== "" || choice.type !== "";
    if (!isChosen && !this.#table) return;
    this.#table ??= (await (await fetch(this.dataset.table ?? "")).json()) as AvailableTable;
    const table = this.#table;
    const words = (name: string) =>
      availabilityWords(availabilityOf(table, name, choice), choice, table.releases[0] ?? "");
    for (const link of document.querySelectorAll<HTMLAnchorElement>("a[href*='/kfuncs/']")) {
      const name = kfuncOf(link.getAttribute("href") ?? "");
      if (name !== undefined) mark(link, isChosen ? words(name) : undefined);
    }
    this.#tellOfPage(isChosen ? words : undefined, choice);
    document.dispatchEvent(new CustomEvent("kf-choice", { detail: { choice, table } }));
  }

  /** What the choice means for the kfunc that the page is about. */
  #tellOfPage(words: ((name: string) => string | undefined) | undefined, choice: Choice): void {
    const note = this.querySelector("output");
    const { kfunc } = this.dataset;
    if (!note || !kfunc) return;
    const problem = words?.(kfunc);
    const known = words && this.#table && availabilityOf(this.#table, kfunc, choice) === "available";
    note.className = problem ? "unavailable" : "available";
    note.textContent = problem ? `This kfunc is ${problem}.` : known ? "You may call this kfunc." : "";
  }
}

/** Leaves a link as it is, or says behind it what is the matter. */
function mark(link: HTMLAnchorElement, words: string | undefined): void {
  link.classList.toggle("unavailable", words !== undefined);
  const next = link.nextElementSibling;
  const told = next?.classList.contains("unavailable-words") ? next : undefined;
  if (words === undefined) told?.remove();
  else if (told) told.textContent = ` (${words})`;
  else {
    const note = document.createElement("span");
    note.className = "unavailable-words sr-only";
    note.textContent = ` (${words})`;
    link.after(note);
  }
  link.title = words ?? "";
}

customElements.define("kf-choice", KernelChoice);
