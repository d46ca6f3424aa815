/** So long (ms) the element stays away at least: a page that always removes it must not be kept busy. */
const pause = 100;

/**
 * Puts an element on the page, over everything else, and keeps it there: sites that change pages without loading anew
 * (Turbo, Astro) replace the body and all that is in it.
 * @param placed called once, when it is on the page for the first time
 */
export function keepOnPage(element: HTMLElement, placed: () => void): void {
  let tornOut = false;
  let waiting = false;
  const observer = new MutationObserver(() => {
    // A page that is shown again from a copy (Turbo's cache) brings an empty one along.
    for (const copy of document.querySelectorAll(element.localName)) if (copy !== element) copy.remove();
    if (element.isConnected || waiting) return;
    tornOut = true;
    waiting = true;
    setTimeout(put, pause);
  });

  function put(): void {
    waiting = false;
    // At first in the body: frameworks that render the whole document look closely at what stands beside it. Once
    // torn out beside it, where the next body doesn't touch it: a frame that is moved loads anew.
    const parent = tornOut ? document.documentElement : document.body;
    parent.append(element);
    // The top layer is above every z-index, and no transformed or transparent parent reaches into it.
    element.popover = 'manual';
    element.showPopover?.();
    observer.disconnect();
    for (const watched of [document, document.documentElement, parent]) observer.observe(watched, { childList: true });
  }

  const begin = () => {
    put();
    placed();
  };
  if (document.body) begin();
  else document.addEventListener('DOMContentLoaded', begin, { once: true });
}
