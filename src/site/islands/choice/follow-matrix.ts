import { readChoice } from "./stored-choice.ts";

/** On the matrix of one release: choosing another kernel opens its matrix. */
document.addEventListener("kf-choice", () => {
  const { release } = readChoice();
  const link = document.querySelector<HTMLAnchorElement>(`nav.releases a[data-release="${CSS.escape(release)}"]`);
  if (link && link.getAttribute("aria-current") !== "page") location.assign(link.href);
});
