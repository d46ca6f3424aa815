/**
 * What a function makes of something that never changes, made once for each: several rules may ask for it without
 * paying for it again. It is forgotten with what it was made of.
 */
export function once<Of extends object, Made>(make: (of: Of) => Made): (of: Of) => Made {
  const made = new WeakMap<Of, { is: Made }>();
  return (of) => {
    const known = made.get(of) ?? { is: make(of) };
    made.set(of, known);
    return known.is;
  };
}
