/** The yardstick: a bare heap of typed arrays, from which the earliest of so many is taken and a later one put back. */

/** Uniform, from 0 to 1. */
export type Draw = () => number;

class BareHeap {
  private readonly at: Float64Array;
  private readonly order: Float64Array;
  private size = 0;
  private count = 0;

  constructor(capacity: number) {
    this.at = new Float64Array(capacity + 1);
    this.order = new Float64Array(capacity + 1);
  }

  push(at: number): void {
    const { at: times, order: orders } = this;
    let index = this.size++;
    const order = this.count++;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      const time = times[parent] as number;
      if (time < at || (time === at && (orders[parent] as number) < order)) break;
      times[index] = time;
      orders[index] = orders[parent] as number;
      index = parent;
    }
    times[index] = at;
    orders[index] = order;
  }

  pop(): number {
    const { at: times, order: orders } = this;
    const top = times[0] as number;
    const last = --this.size;
    const at = times[last] as number;
    const order = orders[last] as number;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= last) break;
      if (child + 1 < last && this.isEarlier(child + 1, child)) child++;
      const time = times[child] as number;
      if (at < time || (at === time && order < (orders[child] as number))) break;
      times[index] = time;
      orders[index] = orders[child] as number;
      index = child;
    }
    times[index] = at;
    orders[index] = order;
    return top;
  }

  private isEarlier(a: number, b: number): boolean {
    const { at, order } = this;
    const [left, right] = [at[a] as number, at[b] as number];
    return left < right || (left === right && (order[a] as number) < (order[b] as number));
  }
}

/** Events a second with so many pending, exponentially far ahead. */
export function bareHeapEventsPerSecond(pending: number, events: number, draw: Draw): number {
  const heap = new BareHeap(pending);
  for (let index = 0; index < pending; index++) heap.push(-Math.log(1 - draw()));
  const startedAt = performance.now();
  for (let index = 0; index < events; index++) heap.push(heap.pop() - Math.log(1 - draw()));
  return events / ((performance.now() - startedAt) / 1000);
}
