import { counted } from "../../../core/words/counted.ts";
import { loadJson } from "../load-json.ts";
import { findNames } from "./find-names.ts";
import { hitItem, messageItem, namedItem } from "./hit-list.ts";
import { knownWords, mendWords } from "./mend-words.ts";
import type { NamedPage } from "./named-page.ts";
import { findPages } from "./pagefind.ts";
import { type KnownMessage, messageIn, plainWords } from "./query.ts";
import { rank } from "./rank.ts";

/** Only a build writes the index of words; a site that is being written finds names and messages. */
const unbuilt = import.meta.env.DEV ? "; words within pages are found once kfdoc build has written their index" : "";

/** What is found without the index of words. */
interface Known {
  readonly messages: readonly KnownMessage[];
  readonly pages: readonly NamedPage[];
  readonly words: ReadonlySet<string>;
}

const pageOf = (href: string | null): string => (href ?? "").replace(/#.*$/, "");

/** The search of the site: a dialog over Pagefind's index, which is loaded with the first letter. */
class SiteSearch extends HTMLElement {
  #known: Known | undefined;
  /** The reader pressed Enter before there was anything found for what was typed. */
  #opensFirst = false;

  connectedCallback(): void {
    const button = this.#part("button");
    if (/Mac|iP(?:hone|od|ad)/.test(navigator.platform)) button.setAttribute("aria-keyshortcuts", "Meta+K");
    button.addEventListener("click", () => this.#open());
    (button as HTMLButtonElement).disabled = false;
    addEventListener("keydown", (event) => this.#shortcut(event));
    document.addEventListener("click", (event) => {
      if (!(event.target instanceof Element) || !event.target.closest("[data-open-search]")) return;
      event.preventDefault();
      this.#open();
    });
    this.#dialog.addEventListener("click", (event) => {
      if (event.target === this.#dialog || (event.target as Element).closest("a")) this.#dialog.close();
    });
    this.#part(".close").addEventListener("click", () => this.#dialog.close());
    this.#dialog.addEventListener("keydown", (event) => this.#walk(event));
    this.#input.addEventListener("input", () => {
      this.#opensFirst = false;
      void this.#search();
    });
    this.#part("form").addEventListener("submit", (event) => {
      event.preventDefault();
      if (this.#part(".hits").dataset.query === this.#input.value) this.#openFirst();
      else this.#opensFirst = true;
    });
  }

  #part(selector: string): HTMLElement {
    return this.querySelector(selector) as HTMLElement;
  }

  get #dialog(): HTMLDialogElement {
    return this.#part("dialog") as HTMLDialogElement;
  }

  get #input(): HTMLInputElement {
    return this.#part("input") as HTMLInputElement;
  }

  #open(): void {
    this.#dialog.showModal();
    this.#input.select();
  }

  #openFirst(): void {
    this.querySelector<HTMLAnchorElement>(".hits a")?.click();
  }

  #shortcut(event: KeyboardEvent): void {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k") return;
    event.preventDefault();
    if (this.#dialog.open) this.#dialog.close();
    else this.#open();
  }

  /** Arrows go through what was found. */
  #walk(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    const stops: HTMLElement[] = [this.#input, ...this.querySelectorAll<HTMLElement>(".hits a")];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    event.preventDefault();
    stops[Math.min(Math.max(at + step, 0), stops.length - 1)]?.focus();
  }

  async #load(): Promise<Known> {
    const { messages = "", names = "" } = this.dataset;
    const [known, pages] = await Promise.all([loadJson<KnownMessage[]>(messages), loadJson<NamedPage[]>(names)]);
    this.#known ??= { messages: known, pages, words: knownWords(pages, known) };
    return this.#known;
  }

  async #search(): Promise<void> {
    const asked = this.#input.value;
    const query = asked.trim();
    if (query === "") {
      this.#show([], "", asked);
      return;
    }
    const known = await this.#load();
    const { messages, pages } = known;
    const mended = messageIn(query, messages) ? undefined : mendWords(query, known.words);
    const { hits: named, meant = mended } = findNames(mended ?? query, pages);
    const message = messageIn(mended ?? query, messages);
    const words = plainWords(message ? message.words : (meant ?? query));
    const found = unbuilt === "" ? await findPages(this.dataset.pagefind ?? "", words) : [];
    if (found === undefined || asked !== this.#input.value) return;
    const base = this.dataset.base ?? "/";
    const first = [...(message ? [messageItem(message)] : []), ...named.map((hit) => namedItem(hit, base))];
    const shown = new Set(first.map((item) => pageOf(item.querySelector("a")?.getAttribute("href") ?? null)));
    const items = rank(words, found)
      .filter(({ url }) => !shown.has(pageOf(url)))
      .map((hit) => hitItem(hit, base));
    const all = [...first, ...items];
    const instead = meant === undefined ? "" : `Nothing is named “${query}”; shown is ${meant}: `;
    this.#show(
      all,
      (all.length === 0 ? `Nothing holds “${query}”` : `${instead}${counted(all.length, "page")}`) + unbuilt,
      asked,
    );
  }

  #show(items: readonly HTMLElement[], words: string, asked: string): void {
    this.#part(".hits").replaceChildren(...items);
    this.#part(".hits").dataset.query = asked;
    this.#part("output").textContent = words;
    if (this.#opensFirst) this.#openFirst();
    this.#opensFirst = false;
  }
}

customElements.define("kf-search", SiteSearch);
