const opening = /<[a-z][\w-]*(?:\s+[^\s"'=<>/]+(?:="[^"]*"|='[^']*'|=[^\s"'<>]+)?)*\s*\/?>/y;

const script = /<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g;

/** Whether an offset of a page lies in an opening tag: its words, and what its scripts hold, may look like attributes. */
export function isInTag(html: string, offset: number): boolean {
  opening.lastIndex = html.lastIndexOf("<", offset);
  const [tag = ""] = opening.exec(html) ?? [];
  if (html.lastIndexOf("<", offset) + tag.length <= offset) return false;
  for (const { 0: whole, index } of html.matchAll(script)) {
    if (offset > index + whole.indexOf(">") && offset < index + whole.length) return false;
  }
  return true;
}
