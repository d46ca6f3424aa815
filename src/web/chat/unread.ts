/** Counts in the tab's title the replies that came while nobody was looking. */
export function unread(title: string): { replied(): void } {
  let count = 0;
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return;
    count = 0;
    document.title = title;
  });
  return {
    replied() {
      if (!document.hidden) return;
      count += 1;
      document.title = `(${count}) ${title}`;
    },
  };
}
