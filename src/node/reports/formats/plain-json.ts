/** What JSON leaves as it is, and a terminal acts on or does not show. */
const unseen = /[\u007f-\u009f\p{Bidi_Control}\ufeff\u2028\u2029]/gu;

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

/** JSON in which every control and mark that reorders text is escaped: it means the same, and can be printed anywhere. */
export const plainJson = (value: unknown): string => JSON.stringify(value, null, 2).replace(unseen, escaped);
