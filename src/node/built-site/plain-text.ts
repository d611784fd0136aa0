const marks: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&#x27;": "'",
};

/** What a piece of a written file says, in which some signs stand as marks: `&amp;` for `&`. */
export const plainText = (written: string): string =>
  written.replace(/&(?:amp|lt|gt|quot|#39|#x27);/g, (mark) => marks[mark] ?? mark);
