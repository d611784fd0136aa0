import { loadJson } from "../load-json.ts";
import { type AvailableTable, availabilityOf, availabilityWords, type Choice } from "./available.ts";
import { announceChoice, onChoice } from "./choice-event.ts";
import { choiceNote } from "./choice-note.ts";
import { followRelease, markLinks } from "./mark-links.ts";
import { markReleases } from "./mark-releases.ts";
import { keepChoice, readChoice } from "./stored-choice.ts";

/**
 * "My kernel is …, my programs are …": kept from page to page; kfuncs that it leaves out are marked wherever they are named.
 * Where `data-follows` stands, something else on the page asks for both, and tells of them.
 */
class KernelChoice extends HTMLElement {
  #isMarked = false;

  connectedCallback(): void {
    if ("follows" in this.dataset) {
      onChoice((choice) => void this.#apply(choice));
      return;
    }
    this.#show(readChoice());
    this.addEventListener("change", () => {
      keepChoice(this.#choice);
      void this.#apply(this.#choice);
      announceChoice(this.#choice);
    });
    void this.#apply(this.#choice);
  }

  #show({ release, type }: Choice): void {
    this.#select("release").value = release;
    this.#select("type").value = type;
  }

  #select(name: string): HTMLSelectElement {
    return this.querySelector(`select[name="${name}"]`) as HTMLSelectElement;
  }

  get #choice(): Choice {
    return { release: this.#select("release").value, type: this.#select("type").value };
  }

  async #apply(choice: Choice): Promise<void> {
    const isChosen = choice.release !== "" || choice.type !== "";
    this.classList.toggle("chosen", isChosen);
    markReleases(choice.release);
    if (!isChosen && !this.#isMarked) return;
    const table = await loadJson<AvailableTable>(this.dataset.table ?? "");
    this.#isMarked = true;
    const [newest = ""] = table.releases;
    markLinks((name) =>
      isChosen ? availabilityWords(availabilityOf(table, name, choice), choice, newest) : undefined,
    );
    followRelease(choice.release === newest ? "" : choice.release);
    const { kfunc, calls = "", programType } = this.dataset;
    const subject = { kfunc, calls: calls.split(" ").filter((name) => name !== ""), programType };
    const note = choiceNote(table, choice, subject);
    const output = this.querySelector("output");
    if (output) output.className = note?.tone ?? "";
    if (output) output.textContent = note?.text ?? "";
  }
}

customElements.define("kf-choice", KernelChoice);
