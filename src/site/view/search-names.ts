/**
 * What a kfunc's name is sought by besides itself, in words: its ends, as search finds a word by its beginning alone.
 * `bpf_xdp_get_xfrm_state` gives `xdp_get_xfrm_state`, `get_xfrm_state` and `xfrm_state`.
 */
export function searchNames(name: string): string[] {
  const parts = name.split("_").filter((part) => part !== "");
  return parts.slice(1, -1).map((_, index) => parts.slice(index + 1).join("_"));
}
