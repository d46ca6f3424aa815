import {
  ActivityHandler,
  ConversationState,
  type StatePropertyAccessor,
  type Storage,
  type TurnContext,
} from 'botbuilder';
import { DialogTurnStatus } from 'botbuilder-dialogs/lib/dialog.js';
import type { DialogState } from 'botbuilder-dialogs/lib/dialogContext.js';
import { DialogSet } from 'botbuilder-dialogs/lib/dialogSet.js';
import { isOver } from '../cases/case.js';
import { type FileNews, fileNewsIn } from '../cases/fileNews.js';
import type { SecretKind } from '../certificates/secrets.js';
import type { Facts, FactValue } from '../knowledge/facts.js';
import type { Form } from '../knowledge/form.js';
import { say } from '../knowledge/say.js';
import { dayOf } from '../languages/calendar.js';
import { isKeyFileName } from './keyFileNames.js';
import { holdsNote, saidBeside, withoutAnsweredPassword } from './passwordAnswer.js';
import { readPress } from './press.js';
import { fresh, type Progress, STATE_VERSION } from './progress.js';
import { choice, reply } from './replies.js';
import { type Parts, RootDialog } from './rootDialog.js';
import { secretSaid } from './secretSaid.js';
import { besideOf, openTurn, type Turn, turnOf } from './turn.js';

/**
 * Longer messages are cut: what decides stands in the first thousand characters (THREATS: no pattern ever sees more).
 */
const LONGEST = 4000;

/**
 * One conversation's bot: each message runs through the root dialog, and dialogs and progress are saved together. So do
 * a reaction to a message (a thumb up says nothing, a thumb down is asked about once) and what the desk tells the bot.
 */
export class SupportBot extends ActivityHandler {
  private readonly state: ConversationState;
  private readonly dialogs: StatePropertyAccessor<DialogState>;
  private readonly progress: StatePropertyAccessor<Progress>;
  private readonly root: RootDialog;
  private readonly set: DialogSet;

  /** @param storage where its conversations' states are kept */
  constructor(
    private readonly parts: Parts,
    storage: Storage,
  ) {
    super();
    this.state = new ConversationState(storage);
    this.dialogs = this.state.createProperty<DialogState>('dialogs');
    this.progress = this.state.createProperty<Progress>('progress');
    this.root = new RootDialog(parts);
    this.set = new DialogSet(this.dialogs).add(this.root);
    this.onMessage(async (context, next) => {
      await this.hear(context);
      await next();
    });
    this.onMessageReaction(async (context, next) => {
      await this.unsaid(context);
      await next();
    });
    this.onMessageUpdate(async (context, next) => {
      await this.changed(context);
      await next();
    });
    this.onEvent(async (context, next) => {
      const file = fileNewsIn(context.activity);
      await (file ? this.lookedInto(context, file) : this.unsaid(context));
      await next();
    });
    this.onMembersAdded(async (context, next) => {
      const joined = (context.activity.membersAdded ?? []).some(
        (member) => member.id !== context.activity.recipient?.id,
      );
      if (joined) await this.welcome(context);
      await next();
    });
  }

  /** What is known in this turn's conversation. */
  async known(context: TurnContext): Promise<Progress> {
    return this.progress.get(context, fresh());
  }

  override async run(context: TurnContext): Promise<void> {
    await super.run(context);
    await this.state.saveChanges(context);
  }

  private async hear(context: TurnContext): Promise<void> {
    const progress = await this.progressOf(context);
    const given = (context.activity.text ?? '').slice(0, LONGEST).trim();
    const free = withoutAnsweredPassword(given, progress.expecting, this.parts.knowledge.forms);
    // The transcript keeps what the bot leaves of it.
    if (free !== given) context.activity.text = free;
    const { discarded } = besideOf(context);
    const password = free !== given || discarded.includes('password');
    const unsent = holdsNote(given);
    const text = password || unsent ? saidBeside(free) : given;
    this.openTurn(context, { text, progress });
    this.noteRemoved(context, password ? ['password', ...discarded] : discarded);
    if (discarded.some((kind) => kind !== 'password')) {
      await reply(context, secretSaid(context, this.parts.knowledge.sayings, 'secret.discarded'));
      return;
    }
    if (password || unsent) {
      const { sayings } = this.parts.knowledge;
      await reply(context, password ? secretSaid(context, sayings, 'secret.password') : say(sayings, 'secret.unsent'));
      if (text === '') return this.askAgain(context);
    }
    if ((context.activity.attachments?.length ?? 0) > 0) {
      await reply(context, this.ofFiles(context));
      if (text === '') return;
    }
    await this.runDialogs(context);
  }

  /** What is said of files that came with a message: a key's are known by their names, the others aren't read. */
  private ofFiles(context: TurnContext): string {
    const { sayings } = this.parts.knowledge;
    const names = (context.activity.attachments ?? []).map(({ name }) => name ?? '');
    return names.some(isKeyFileName) ? secretSaid(context, sayings, 'secret.file') : say(sayings, 'answer.attachment');
  }

  /** A file that came before was looked into: what was in it is said, and the place in the conversation is kept. */
  private async lookedInto(context: TurnContext, { held }: FileNews): Promise<void> {
    if (!held) return;
    this.openTurn(context, { text: '', progress: await this.progressOf(context) });
    this.noteRemoved(context, ['private-key']);
    await reply(context, secretSaid(context, this.parts.knowledge.sayings, 'secret.inFile'));
    await this.askAgain(context);
  }

  /** What comes without words: a thumb, or an event of the desk's. */
  private async unsaid(context: TurnContext): Promise<void> {
    this.openTurn(context, { text: '', progress: await this.progressOf(context) });
    await this.runDialogs(context);
  }

  /** An earlier message was changed: what was taken from it stands, and the customer is told so. */
  private async changed(context: TurnContext): Promise<void> {
    const { discarded } = besideOf(context);
    this.openTurn(context, { text: '', progress: await this.progressOf(context) });
    this.noteRemoved(context, discarded);
    const secret = discarded.some((kind) => kind !== 'password') ? 'secret.discarded' : 'secret.password';
    const broughtBack = context.activity.channelData?.eventType === 'undeleteMessage';
    if (discarded.length > 0) await reply(context, secretSaid(context, this.parts.knowledge.sayings, secret));
    else if (!broughtBack) await reply(context, say(this.parts.knowledge.sayings, 'answer.edited'));
    await this.runDialogs(context);
  }

  /** What is known of the conversation; what an earlier program did not note yet is filled in. */
  private async progressOf(context: TurnContext): Promise<Progress> {
    const kept = await this.progress.get(context, fresh());
    if (kept.version !== STATE_VERSION) return this.salvage(context, kept);
    return Object.assign(kept, { ...fresh(), ...kept });
  }

  private openTurn(context: TurnContext, { text, progress }: Pick<Turn, 'text' | 'progress'>): void {
    const at = new Date(context.activity.timestamp ?? Date.now()).toISOString();
    const today = dayOf(at, this.parts.knowledge.desk.timeZone);
    const press = readPress(context.activity.value);
    openTurn(context, { ...{ text, at, today, progress, press }, edition: this.parts.id, handedOver: false, cards: 0 });
  }

  /** That something was taken out is known to whoever gets the case; what it was is gone. */
  private noteRemoved(context: TurnContext, kinds: readonly SecretKind[]): void {
    if (kinds.length === 0) return;
    const { progress } = turnOf(context);
    const beside = besideOf(context);
    progress.removed = [...new Set([...progress.removed, ...kinds])];
    const { case: open } = beside;
    if (open && !isOver(open)) beside.case = { ...open, brief: { ...open.brief, removed: [...progress.removed] } };
  }

  /**
   * The SDK's runDialog makes its parts anew for each turn, and sends a trace of the whole state with the customer's
   * words in it.
   */
  private async runDialogs(context: TurnContext): Promise<void> {
    const dc = await this.set.createContext(context);
    const { status } = await dc.continueDialog();
    if (status === DialogTurnStatus.empty) await dc.beginDialog(this.root.id);
  }

  /** The question that was open stands again below what was said of a message that is not read. */
  private async askAgain(context: TurnContext): Promise<void> {
    const dc = await this.set.createContext(context);
    if (dc.activeDialog) await dc.repromptDialog();
  }

  /** A state that another version wrote: its facts are kept, its dialogs are not. */
  private async salvage(context: TurnContext, kept: Partial<Progress>): Promise<Progress> {
    const { sayings } = this.parts.knowledge;
    const facts = this.keptFacts(kept.facts ?? {});
    await this.dialogs.delete(context);
    const last = Object.keys(facts).find((form) => form === kept.form) ?? Object.keys(facts)[0];
    const progress: Progress = { ...fresh(), facts, form: last ?? null };
    progress.resuming = progress.form !== null;
    if (progress.resuming) await reply(context, say(sayings, 'resume.known'));
    await this.progress.set(context, progress);
    return progress;
  }

  /** Facts of another version: by form, or of one form that isn't named. */
  private keptFacts(kept: Record<string, Facts | FactValue>): Record<string, Facts> {
    const { forms } = this.parts.knowledge;
    const own = (form: Form, facts: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(facts).filter(([name]) => form.facts[name])) as Facts;
    return Object.fromEntries(
      forms.flatMap((form): [string, Facts][] => {
        const named = kept[form.id];
        const facts = own(form, typeof named === 'object' && named !== null ? named : kept);
        return Object.keys(facts).length > 0 ? [[form.id, facts]] : [];
      }),
    );
  }

  private async welcome(context: TurnContext): Promise<void> {
    const { desk, sayings } = this.parts.knowledge;
    const tries = [1, 2, 3].map((number) => choice(say(sayings, `welcome.try.${number}`)));
    await reply(context, say(sayings, 'welcome', { name: desk.name }), tries);
  }
}
