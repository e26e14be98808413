// SPDX-License-Identifier: Apache-2.0

/** Lists of those that share a key, in the order in which each key first comes. */
export function grouped<T>(all: T[], key: (one: T) => string | number): T[][] {
  const lists = new Map<string | number, T[]>();
  for (const one of all) {
    const list = lists.get(key(one));
    if (list) list.push(one);
    else lists.set(key(one), [one]);
  }
  return [...lists.values()];
}
