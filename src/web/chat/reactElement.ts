import type { Element } from './webChat.js';

/**
 * An element for Web Chat's React, which it keeps to itself: `like` is one that it made. The children that `ref` puts
 * into it are the page's own.
 */
export function reactElement(
  like: Element,
  type: string,
  props: object,
  ref: ((place: HTMLElement | null) => void) | null,
): Element {
  return { $$typeof: like.$$typeof, type, key: type, ref, props, _owner: null };
}
