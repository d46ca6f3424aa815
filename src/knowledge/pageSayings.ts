/** Tasks on the page's first screen: more than six no small screen shows. */
export const taskNumbers = [1, 2, 3, 4, 5, 6] as const;

/** knowledge/sayings/page.yaml: the chat page's first screen, all of which may be left out. */
export const pageSayings: readonly string[] = [
  'page.opening',
  'page.secrets',
  ...taskNumbers.flatMap((number) => [`page.task.${number}`, `page.task.${number}.line`, `page.task.${number}.says`]),
];
