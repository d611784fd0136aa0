/** Endings and parts that American and British English spell otherwise, the American one first; each is tried alone. */
const differences: readonly (readonly [american: RegExp, british: string])[] = [
  [/iz(?=(e|ed|es|er|ers|ing|ation|ations|able)$)/i, "is"],
  [/yz(?=(e|ed|es|er|ers|ing)$)/i, "ys"],
  [/or(?=$|[a-z])/i, "our"],
  [/er(?=s?$)/i, "re"],
  [/ered$/i, "red"],
  [/ering$/i, "ring"],
  [/(?<=[aeiou])l(?=(ed|ing|er|ers)$)/i, "ll"],
  [/ens(?=es?$)/i, "enc"],
  [/og(?=s?$)/i, "ogue"],
  [/ll(?=(s|ment|ments)?$)/i, "l"],
  [/(?<=gr)a(?=y)/i, "e"],
  [/(?<=^s)k(?=eptic)/i, "c"],
  [/(?<=dg)m(?=ent)/i, "em"],
  [/(?<=alumin)(?=um)/i, "i"],
  [/(?<=^art)i(?=fact)/i, "e"],
  [/(?<=pl)ow/i, "ough"],
];

/** The British spelling of an American word, by what a British dictionary has; undefined where it has none. */
export function britishFor(word: string, isBritish: (word: string) => boolean): string | undefined {
  return differences
    .map(([american, british]) => word.replace(american, british))
    .find((spelt) => spelt !== word && isBritish(spelt));
}
