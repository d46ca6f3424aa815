import type { Activity } from 'botbuilder';
import type { CaseKnowledge } from '../../../cases/caseKnowledge.js';
import { FILE_NEWS, type FileNews } from '../../../cases/fileNews.js';
import { Refused } from '../../../delivery/deliverer.js';
import type { ActivityRow } from '../../../storage/tables.js';
import type { Turns } from '../../../turn/turns.js';
import type { Connector } from '../connector.js';
import { shows } from '../customers.js';
import { around } from '../goingOn.js';
import { Gone } from '../gone.js';
import type { Place } from '../incoming.js';
import type { Reference, TeamsReferences } from '../reference.js';
import type { FileCalls } from './fileCalls.js';
import type { AllowsFile } from './fileHosts.js';
import type { FileJobs } from './fileJobs.js';

/** What work on files is done with. */
export interface FileParts {
  calls: Pick<FileCalls, 'get' | 'put'>;
  allowed: AllowsFile;
  connector: Pick<Connector, 'post' | 'remove'>;
  references: Pick<TeamsReferences, 'find'>;
  jobs: Pick<FileJobs, 'change'>;
  turns: Pick<Turns, 'run'>;
  /** An activity of the transcript; null where there is none of that number. */
  said(conversation: string, seq: number): Promise<ActivityRow | null>;
  /** Notes that the bot was removed there or blocked; an open case says so. */
  left(conversation: string): Promise<void>;
  knowledge(): CaseKnowledge;
  now(): Date;
}

/** Where a conversation is. @throws {Refused} where nobody is reached there */
export async function placeOf({ references, left }: FileParts, conversation: string): Promise<Reference> {
  const place = await references.find(conversation);
  if (place === 'gone') await left(conversation);
  if (place === null || place === 'gone') throw new Refused('nobody is reached there');
  return place;
}

/** Posts something that is no part of the transcript; a repetition has the same id. */
export async function postBeside(parts: FileParts, conversation: string, said: Partial<Activity>): Promise<void> {
  const place = await placeOf(parts, conversation);
  try {
    await parts.connector.post(place, said);
  } catch (fault) {
    if (fault instanceof Gone) await parts.left(conversation);
    throw fault;
  }
}

interface Said {
  conversation: string;
  source: string;
}

/** Tells the conversation what came of a file: the bot, the transcript, and whoever works its case. */
export async function tellOfFile(
  { turns, now }: FileParts,
  { conversation, channel, speaker, source }: Pick<Place, 'channel' | 'speaker'> & Said,
  file: FileNews,
): Promise<void> {
  const here = around({ channel, speaker }, now());
  await turns.run({
    ...{ conversation, userId: speaker.userId, by: 'file', sourceId: source, shows },
    activity: {
      ...{ ...here, type: 'event', name: FILE_NEWS },
      channelData: { certdesk: { ...here.channelData?.certdesk, file } },
    },
  });
}
