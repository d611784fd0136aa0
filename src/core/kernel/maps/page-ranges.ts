/** Pages from one number to another, both within. */
interface PageRange {
  readonly first: number;
  readonly last: number;
}

const sizeOf = ({ first, last }: PageRange): number => last - first + 1;

/**
 * A set of page numbers, as ranges that do not touch (kernel/bpf/range_tree.c, v7.3). They are kept from the longest to the
 * shortest, of equal ones the newest last: the last that is long enough is the one that the kernel takes.
 */
export class PageRanges {
  #ranges: PageRange[] = [];

  /** The first page of the range that fits a number of pages best; undefined where none is long enough. */
  find(count: number): number | undefined {
    return this.#ranges.findLast((range) => sizeOf(range) >= count)?.first;
  }

  /** Whether all of some pages, at least one, are in the set. */
  covers(first: number, count: number): boolean {
    return this.#ranges.some((range) => range.first <= first && range.last >= first + count - 1);
  }

  add(first: number, count: number): void {
    if (this.covers(first, count)) return;
    this.remove(first, count);
    const last = first + count - 1;
    const left = this.#take((range) => range.last === first - 1);
    const right = this.#take((range) => range.first === last + 1);
    this.#insert({ first: left?.first ?? first, last: right?.last ?? last });
  }

  /** Takes pages out, those of them that are in the set. */
  remove(first: number, count: number): void {
    const last = first + count - 1;
    const meets = (range: PageRange) => range.first <= last && range.last >= first;
    for (let met = this.#take(meets); met; met = this.#take(meets)) {
      if (met.first < first) this.#insert({ first: met.first, last: first - 1 });
      if (met.last > last) this.#insert({ first: last + 1, last: met.last });
    }
  }

  #take(matches: (range: PageRange) => boolean): PageRange | undefined {
    const index = this.#ranges.findIndex(matches);
    return index < 0 ? undefined : this.#ranges.splice(index, 1)[0];
  }

  #insert(range: PageRange): void {
    const index = this.#ranges.findIndex((each) => sizeOf(each) < sizeOf(range));
    this.#ranges.splice(index < 0 ? this.#ranges.length : index, 0, range);
  }
}
