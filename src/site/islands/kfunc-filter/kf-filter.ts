import { type AvailableTable, availabilityOf } from "../choice/available.ts";
import { type Filter, type FilterRow, matches, printFilter, readFilter } from "./filter.ts";

const rowOf = (row: HTMLElement): FilterRow => {
  const { name = "", family = "", flags = "", returns = "", errors = "", example = "" } = row.dataset;
  return { name, family, flags, returns, errors, example, summary: row.querySelector("p")?.textContent ?? "" };
};

/** Filters the index of all kfuncs, which stands below it as a plain table; what is asked for is in the address. */
class KfuncFilter extends HTMLElement {
  #table: AvailableTable | undefined;

  connectedCallback(): void {
    this.hidden = false;
    this.#show(readFilter(location.search));
    const form = this.#form;
    form.addEventListener("input", () => void this.#apply());
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(() => void this.#apply()));
    addEventListener("popstate", () => this.#show(readFilter(location.search)));
    void this.#apply();
  }

  get #form(): HTMLFormElement {
    return this.querySelector("form") as HTMLFormElement;
  }

  get #filter(): Filter {
    return Object.fromEntries([...new FormData(this.#form)].filter(([, value]) => value !== "")) as Filter;
  }

  #show(filter: Filter): void {
    for (const field of this.#form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")) {
      const asked = filter[field.name as keyof Filter] ?? "";
      if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = asked !== "";
      else field.value = asked;
    }
  }

  async #apply(): Promise<void> {
    const filter = this.#filter;
    history.replaceState(null, "", `${location.pathname}${printFilter(filter)}${location.hash}`);
    const { type = "", release = "" } = filter;
    if (type || release) this.#table ??= (await (await fetch(this.dataset.table ?? "")).json()) as AvailableTable;
    const table = type || release ? this.#table : undefined;
    const isThere = (name: string) => !table || availabilityOf(table, name, { release, type }) === "available";
    let shown = 0;
    for (const row of document.querySelectorAll<HTMLElement>("tr[data-family]")) {
      const asked = rowOf(row);
      row.hidden = !matches(asked, filter) || !isThere(asked.name);
      if (!row.hidden) shown++;
    }
    for (const section of document.querySelectorAll<HTMLElement>("section:has(tr[data-family])")) {
      section.hidden = section.querySelector("tr[data-family]:not([hidden])") === null;
    }
    const all = document.querySelectorAll("tr[data-family]").length;
    const count = this.querySelector("output");
    if (count) count.textContent = shown === all ? `All ${all} kfuncs` : `${shown} of ${all} kfuncs`;
  }
}

customElements.define("kf-filter", KfuncFilter);
