import { type AvailableTable, availabilityOf, availabilityWords, type Choice } from "./available.ts";
import { loadTable } from "./load-table.ts";
import { followRelease, markLinks } from "./mark-links.ts";
import { markReleases } from "./mark-releases.ts";
import { keepChoice, readChoice } from "./stored-choice.ts";

/** "My kernel is …, my programs are …": kept from page to page; kfuncs that it leaves out are marked wherever they are named. */
class KernelChoice extends HTMLElement {
  #isMarked = false;

  connectedCallback(): void {
    const { release, type } = readChoice();
    this.#select("release").value = release;
    this.#select("type").value = type;
    this.hidden = false;
    this.addEventListener("change", () => {
      keepChoice(this.#choice);
      void this.#apply();
      document.dispatchEvent(new CustomEvent("kf-choice"));
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
    this.classList.toggle("chosen", isChosen);
    markReleases(choice.release);
    if (!isChosen && !this.#isMarked) return;
    const table = await loadTable(this.dataset.table ?? "");
    this.#isMarked = true;
    const newest = table.releases[0] ?? "";
    const words = (name: string) =>
      isChosen ? availabilityWords(availabilityOf(table, name, choice), choice, newest) : undefined;
    markLinks(words);
    followRelease(choice.release === newest ? "" : choice.release);
    this.#tellOfPage(table, choice, words);
  }

  /** What the choice means for the kfunc, or the example, that the page is about. */
  #tellOfPage(table: AvailableTable, choice: Choice, words: (name: string) => string | undefined): void {
    const note = this.querySelector("output");
    if (!note) return;
    const { kfunc, calls } = this.dataset;
    const asked = kfunc ? [kfunc] : (calls ?? "").split(" ").filter((name) => name !== "");
    const lacking = asked.find((name) => words(name) !== undefined);
    const isKnown = asked.length > 0 && asked.every((name) => availabilityOf(table, name, choice) === "available");
    note.className = lacking ? "unavailable" : "available";
    if (lacking)
      note.textContent = kfunc
        ? `This kfunc is ${words(lacking)}.`
        : `It calls ${lacking}, which is ${words(lacking)}.`;
    else if (this.classList.contains("chosen") && isKnown)
      note.textContent = kfunc ? "You may call this kfunc." : "You may make its calls.";
    else note.textContent = "";
  }
}

customElements.define("kf-choice", KernelChoice);
