import { counted } from "../../../core/words/counted.ts";
import { type AvailableTable, availabilityOf, type Choice } from "../choice/available.ts";
import { announceChoice } from "../choice/choice-event.ts";
import { keepChoice, readChoice } from "../choice/stored-choice.ts";
import { loadJson } from "../load-json.ts";
import { type Filter, type FilterRow, matches, printFilter, readFilter } from "./filter.ts";

const rowOf = (row: HTMLElement): FilterRow => {
  const { name = "", family = "", flags = "", returns = "", errors = "", example = "" } = row.dataset;
  return { name, family, flags, returns, errors, example, summary: row.querySelector("p")?.textContent ?? "" };
};

/** How long the table of availability may take, in milliseconds, until the index is drawn without it. */
const TABLE_PATIENCE = 10_000;

/** What stood out of sight until it was known which rows remain. */
function draw(): void {
  delete document.documentElement.dataset.narrowing;
}

/** The script is there, which the page waited for; what it needs has a time of its own. */
function waitForTable(): void {
  clearTimeout(Number(document.documentElement.dataset.narrowing));
  setTimeout(draw, TABLE_PATIENCE);
}

/**
 * Filters the index of all kfuncs, which stands below it as a plain table; what is asked for is in the address. The reader's
 * kernel and program type, which hold on all pages, are among what is asked for.
 */
class KfuncFilter extends HTMLElement {
  connectedCallback(): void {
    waitForTable();
    this.#show(withChoice(readFilter(location.search)));
    const form = this.#form;
    form.addEventListener("input", () => void this.#apply());
    form.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLSelectElement && ["release", "type"].includes(target.name)) keepChoice(this.#choice);
    });
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () =>
      setTimeout(() => {
        keepChoice(this.#choice);
        void this.#apply();
      }),
    );
    addEventListener("popstate", () => {
      this.#show(readFilter(location.search));
      void this.#apply();
    });
    void this.#apply();
  }

  get #choice(): Choice {
    const { release = "", type = "" } = this.#filter;
    return { release, type };
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
    try {
      await this.#narrow(this.#filter);
    } finally {
      draw();
    }
    await customElements.whenDefined("kf-choice");
    announceChoice(this.#choice);
  }

  async #narrow(filter: Filter): Promise<void> {
    history.replaceState(null, "", `${location.pathname}${printFilter(filter)}${location.hash}`);
    const { type = "", release = "" } = filter;
    const table = type || release ? await loadJson<AvailableTable>(this.dataset.table ?? "") : undefined;
    const isThere = (name: string) => !table || availabilityOf(table, name, { release, type }) === "available";
    const rows = [...document.querySelectorAll<HTMLElement>("tr[data-family]")];
    for (const row of rows) {
      const asked = rowOf(row);
      row.hidden = !matches(asked, filter) || !isThere(asked.name);
    }
    hideEmptySections();
    const shown = rows.filter((row) => !row.hidden).length;
    const count = this.querySelector("output");
    if (count)
      count.textContent =
        shown === rows.length ? `All ${counted(shown, "kfunc")}` : `${shown} of ${counted(rows.length, "kfunc")}`;
  }
}

/** The address wins over what the reader chose for all pages. */
function withChoice(asked: Filter): Filter {
  return Object.keys(asked).length > 0 ? asked : readChoice();
}

/** A family without a row goes, and its links on the page with it. */
function hideEmptySections(): void {
  for (const section of document.querySelectorAll<HTMLElement>("section:has(tr[data-family])")) {
    section.hidden = section.querySelector("tr[data-family]:not([hidden])") === null;
    const id = section.querySelector(":is(h2, h3)[id]")?.id ?? "";
    for (const link of document.querySelectorAll(`li > a[href="#${CSS.escape(id)}"]`)) {
      (link.parentElement as HTMLElement).hidden = section.hidden;
    }
  }
}

customElements.define("kf-filter", KfuncFilter);
