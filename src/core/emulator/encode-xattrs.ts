const encoder = new TextEncoder();

/** Values of extended attributes, by name, as a scenario writes them. */
export const encodeXattrs = (xattrs: Readonly<Record<string, string>>): ReadonlyMap<string, Uint8Array> =>
  new Map(Object.entries(xattrs).map(([name, value]) => [name, encoder.encode(value)]));
