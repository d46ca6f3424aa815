/** Loads a script of our own origin. @returns whether it arrived and ran */
export function loadScript(address: string): Promise<boolean> {
  return new Promise((done) => {
    const script = document.createElement('script');
    script.src = address;
    script.addEventListener('load', () => done(true));
    script.addEventListener('error', () => {
      script.remove();
      done(false);
    });
    document.head.append(script);
  });
}
