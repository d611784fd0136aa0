const marks: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
  "&#x27;": "'",
};

const plain = (text: string) => text.replace(/&(?:amp|lt|gt|quot|#39|#x27);/g, (mark) => marks[mark] ?? mark);

/** What a page says of itself to others by a property of the Open Graph protocol, such as `og:title`; empty where it doesn't. */
export function openGraph(html: string, property: string): string {
  const found = new RegExp(`<meta property="${property}" content="([^"]*)"`).exec(html);
  return plain(found?.[1] ?? "");
}
