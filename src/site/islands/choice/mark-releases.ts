/** Text of some releases, which `data-in` names: says of the chosen one whether it holds there; without a choice it stays as it is. */
export function markReleases(release: string): void {
  for (const text of document.querySelectorAll<HTMLElement>(".release-text")) {
    const isOut = release !== "" && !(text.dataset.in ?? "").split(" ").includes(release);
    text.classList.toggle("elsewhere", isOut);
    text.querySelector(".elsewhere-words")?.remove();
    if (!isOut) continue;
    const words = document.createElement("span");
    words.className = "elsewhere-words sr-only";
    words.textContent = ` (not in Linux ${release})`;
    text.append(words);
  }
}
