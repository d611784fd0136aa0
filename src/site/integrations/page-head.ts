import { plainText } from "../../node/built-site/plain-text.ts";

/** What a page says of itself to others by a property of the Open Graph protocol, such as `og:title`; empty where it doesn't. */
export function openGraph(html: string, property: string): string {
  const found = new RegExp(`<meta property="${property}" content="([^"]*)"`).exec(html);
  return plainText(found?.[1] ?? "");
}
