/** Controls, marks that reorder text, and what has no width: what a terminal would act on, or leave out, instead of showing. */
const unseen = /[\p{Cc}\p{Bidi_Control}\p{Default_Ignorable_Code_Point}]/gu;

/** A text of an author, safe to print: each control is a visible character in its place. Tabs become single spaces. */
export function visibleText(text: string): string {
  return text.replace(unseen, (control) => {
    const code = control.charCodeAt(0);
    if (control === "\t") return " ";
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? "\u2421" : "\ufffd".repeat(control.length);
  });
}
