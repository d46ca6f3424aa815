import type { CaseKnowledge } from './cases/caseKnowledge.js';
import { plain } from './channels/teams/agents/sayings.js';
import { FileCalls, type FileWay } from './channels/teams/files/fileCalls.js';
import { amongFileHosts, MICROSOFT_FILE_HOSTS } from './channels/teams/files/fileHosts.js';
import type { FileParts } from './channels/teams/files/fileParts.js';
import { fileSender } from './channels/teams/files/fileSender.js';
import { TeamsFiles } from './channels/teams/files/teamsFiles.js';
import { NoticeSender } from './delivery/noticeSender.js';
import type { Database } from './storage/database.js';
import { StoredLetters } from './storage/storedLetters.js';
import { newestVerdict, StoredTeamsFiles } from './storage/storedTeamsFiles.js';

interface Parts extends Pick<FileParts, 'connector' | 'references' | 'turns' | 'left'> {
  database: Database;
  knowledge(): CaseKnowledge;
  /** Hosts of files beside Microsoft's own. */
  hosts: readonly string[];
  /** What stands in the place of the way to them. */
  way?: Omit<FileWay, 'allowed'> | undefined;
  now(): Date;
  onFault(fault: unknown): void;
}

/** Files in Teams, as the service has them. */
export interface FilesHere {
  /** What customers' activities are shown to. */
  files: TeamsFiles;
  start(): void;
  /** Breaks off what is under way: the next start goes on with it. */
  stop(): Promise<void>;
}

/** Puts work on files together: those that customers send, and those that the bot gives. */
export function teamsFilesOf({ database, hosts, way, now, onFault, ...parts }: Parts): FilesHere {
  const { knowledge } = parts;
  const jobs = new StoredTeamsFiles(database);
  const letters = new StoredLetters(database);
  const allowed = amongFileHosts([...MICROSOFT_FILE_HOSTS, ...hosts]);
  const sender = fileSender({
    ...{ ...parts, jobs, allowed, calls: new FileCalls({ allowed, ...way }), now },
    said: async (conversation, seq) => (await letters.activities(conversation, [seq]))[0] ?? null,
  });
  const work = new NoticeSender({ notices: jobs, senders: { 'teams-file': sender }, now, onFault });
  return {
    files: new TeamsFiles({
      // Whatever is not done at once is found by its time.
      added: () => void work.sweep().catch(onFault),
      ...{ jobs, now, newestVerdict: (conversation) => newestVerdict(database, conversation) },
      says: () => ({ button: plain(knowledge(), 'teams.copy.button'), asked: plain(knowledge(), 'teams.copy.asked') }),
    }),
    start: () => work.start(),
    stop: () => work.stop(),
  };
}
