const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
};

/** Signs that XML 1.0 can't hold, escaped or not: they are shown as the replacement character. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Text as it stands between the tags of XML, and in an attribute. */
export const escapeXml = (text: string): string =>
  text.replaceAll(unwritable, "\ufffd").replace(/[&<>"\n]/g, (sign) => entities[sign] ?? sign);
