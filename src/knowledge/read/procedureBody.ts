import { didYouMean } from '../check/nearest.js';
import type { Fault } from '../fault.js';

/** The running text of a guide: what is said before the first step, and a section for each. */
export interface ProcedureBody {
  text: string;
  steps: Map<string, { title: string; text: string; line: number }>;
}

const heading = /^##\s+(.*?)\s*(?:\{#([^}\s]*)\})?\s*$/;

/**
 * Splits a guide's text at its `## Title {#step-id}` headings.
 * @param ids the steps that the front matter lists, in order
 */
export function splitSteps(
  file: string,
  body: string,
  bodyLine: number,
  ids: string[],
): { body: ProcedureBody; faults: Fault[] } {
  const faults: Fault[] = [];
  const steps: ProcedureBody['steps'] = new Map();
  const introduction: string[] = [];
  let section = introduction;
  const sections = new Map<string, string[]>();
  let fenced = false;
  body.split('\n').forEach((text, index) => {
    if (/^\s*(```|~~~)/.test(text)) fenced = !fenced;
    const found = fenced ? null : heading.exec(text);
    if (!found) {
      section.push(text);
      return;
    }
    section = [];
    const line = bodyLine + index;
    const fault = (problem: string, remedy: string) =>
      faults.push({ file, line, field: found[2] ? `steps.${found[2]}` : 'text', problem, remedy });
    const [, title = '', id] = found;
    if (!id) fault('a heading names no step', 'End it with the id of its step: "## Title {#step-id}".');
    else if (!ids.includes(id))
      fault(
        `the step "${id}" is not listed in the front matter`,
        `${didYouMean(id, ids)}List it under "steps", with its sources.`,
      );
    else if (steps.has(id))
      fault(`the step "${id}" has a section already, in line ${steps.get(id)?.line}`, 'Keep one of the two.');
    else {
      if (title === '') fault('the heading has no title', 'Write "## Title {#step-id}".');
      if (ids.indexOf(id) < ids.findLastIndex((other) => steps.has(other)))
        fault(
          `the step "${id}" stands in another order than in the front matter`,
          'Put the sections and the list of steps in the same order.',
        );
      steps.set(id, { title, text: '', line });
      sections.set(id, section);
    }
  });
  for (const [id, step] of steps) steps.set(id, { ...step, text: sections.get(id)!.join('\n').trim() });
  for (const [id, { text, line }] of steps) {
    if (text === '')
      faults.push({
        file,
        line,
        field: `steps.${id}`,
        problem: `the step "${id}" has no text`,
        remedy: 'Write what to do under its heading.',
      });
  }
  return { body: { text: introduction.join('\n').trim(), steps }, faults };
}
