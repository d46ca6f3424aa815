/** The first screen of a chat page: what is said, and what a press begins. */
export interface Opening {
  text: string;
  tasks: Task[];
  /** What must never be sent; empty where the text says it. */
  secrets: string;
}

/** Something that customers often come for. */
export interface Task {
  title: string;
  /** What it brings, in a line; may be empty. */
  line: string;
  /** What the customer says by pressing it. */
  says: string;
}
