import { CHOICE_KEY } from "../islands/choice/stored-choice.ts";

/**
 * Runs in the head of the index. Rows that go, and their families in the contents, would push what stands below them about: nothing is
 * drawn of them before it is known which, unless the filter fails or is too long in coming. A script that does not arrive is told to those
 * alone who capture; one that is late is waited for from where the page was read, however long a slow processor took for that.
 */
export const narrowingScript = `try {
  const { release, type } = JSON.parse(localStorage.getItem(${JSON.stringify(CHOICE_KEY)}) ?? "{}");
  if (location.search || release || type) {
    const { dataset } = document.documentElement;
    const draw = () => delete dataset.narrowing;
    dataset.narrowing = "";
    addEventListener("error", draw, true);
    const limit = () => "narrowing" in dataset && (dataset.narrowing = setTimeout(draw, 3000));
    document.addEventListener("readystatechange", limit, { once: true });
  }
} catch {}`;
