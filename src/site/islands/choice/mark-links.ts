/** The kfunc that an address of this site is about. */
const kfuncOf = (address: string): string | undefined => /\/kfuncs\/(\w+)\/(?:#|$)/.exec(address)?.[1];

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
  if (words === undefined) link.removeAttribute("title");
  else link.title = words;
}

/** Marks every link to a kfunc, and every link to an example that calls one, of which `words` says that something is the matter. */
export function markLinks(words: (kfunc: string) => string | undefined): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[href*='/kfuncs/']")) {
    const name = kfuncOf(link.getAttribute("href") ?? "");
    if (name !== undefined) mark(link, words(name));
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-calls]")) {
    const lacking = (link.dataset.calls ?? "").split(" ").find((name) => words(name) !== undefined);
    mark(link, lacking === undefined ? undefined : `calls ${lacking}: ${words(lacking)}`);
  }
}

/** Links to the matrix of availability lead to that of the release; those that choose a release stay as they are. */
export function followRelease(release: string): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[href$='/availability/'], a[data-matrix]")) {
    if (link.closest("nav.releases")) continue;
    link.dataset.matrix ??= link.getAttribute("href") ?? "";
    link.href = release === "" ? link.dataset.matrix : `${link.dataset.matrix}${release}/`;
  }
}
