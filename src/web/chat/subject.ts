import type { Observable, Observer } from './webChat.js';

/**
 * An observable that is fed from outside. Who subscribes late is told everything that was said before, or only the
 * last of it.
 */
export interface Subject<T> extends Observable<T> {
  next(value: T): void;
}

export function subject<T>(replay: 'everything' | 'last'): Subject<T> {
  const observers = new Set<Observer<T>>();
  let past: T[] = [];
  return {
    next(value) {
      past = replay === 'last' ? [value] : [...past, value];
      for (const observer of [...observers]) observer.next?.(value);
    },
    subscribe(observer) {
      observers.add(observer);
      for (const value of past) observer.next?.(value);
      return { unsubscribe: () => observers.delete(observer) };
    },
  };
}
