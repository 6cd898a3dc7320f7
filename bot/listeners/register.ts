import type { App, ViewSubmitAction } from '@slack/bolt';
import type { Respond } from '../answering/respond.ts';
import { settingsActions, settingsForm } from '../channels/form.ts';
import type { channelSettingsListeners } from '../channels/listeners.ts';
import { answerActions } from '../feedback/answer-buttons.ts';
import { feedbackForms } from '../feedback/forms.ts';
import { feedbackListeners, type FeedbackOptions } from '../feedback/listeners.ts';
import { failureActions } from '../feedback/failure-buttons.ts';
import { helpForms } from '../help/forms.ts';
import { helpListeners, type HelpListenerOptions } from '../help/listeners.ts';
import { helpActions } from '../help/messages.ts';
import { withoutWikiListeners, type WithoutWikiOptions } from '../help/without-wiki.ts';
import { homeActions } from '../home/render-home.ts';
import { interviewListeners, type InterviewListenerOptions } from '../interview/listeners.ts';
import { chooseAction, interviewActions } from '../interview/render-question.ts';
import { wishActions } from '../outreach/wish-buttons.ts';
import { wishListeners, type WishOptions } from '../outreach/wish-listeners.ts';
import { type AfterFailureOptions, onTryAgain } from './after-failure.ts';
import { type AppOpenedOptions, onAppOpened } from './app-opened.ts';
import { type AppRemovedOptions, onAppRemoved } from './app-removed.ts';
import { type AskFormOptions, askFormListeners, askIds } from './ask-form.ts';
import { askAgainAction, type changedQuestionListeners } from './changed-question.ts';
import { type CommandOptions, onCommand } from './command.ts';
import { onContextChanged } from './context-changed.ts';
import { onDetailsRequested } from './details-requested.ts';
import { type JoinedChannelOptions, onJoinedChannel } from './joined-channel.ts';
import { type LinkSharedOptions, onLinkShared } from './link-shared.ts';
import type { FindQuestion } from './find-question.ts';
import { onSessionStopped } from './session-stopped.ts';
import { onThreadStarted, type ThreadStartedOptions } from './thread-started.ts';
import { onUserChange } from './user-change.ts';
import { onWorkflowStep, type WorkflowStepOptions } from './workflow-step.ts';

type SessionStoppedOptions = Parameters<typeof onSessionStopped>[0];

/** What listeners need, each its own part; what they need of one name is one thing. */
export interface ListenerOptions {
  questions: { respond: Respond; findQuestion: FindQuestion };
  userChange: Parameters<typeof onUserChange>[0];
  appRemoved: AppRemovedOptions;
  threadStarted: ThreadStartedOptions;
  changedQuestions: ReturnType<typeof changedQuestionListeners>;
  appOpened: AppOpenedOptions;
  linkShared: LinkSharedOptions;
  joinedChannel: JoinedChannelOptions;
  sessionStopped: SessionStoppedOptions;
  workflowStep: WorkflowStepOptions;
  command: CommandOptions;
  channelSettings: ReturnType<typeof channelSettingsListeners>;
  askForm: AskFormOptions;
  feedback: FeedbackOptions;
  /** None where Kiki says nothing of its own accord. */
  wishes?: WishOptions;
  help: HelpListenerOptions;
  afterFailure: AfterFailureOptions;
  withoutWiki: WithoutWikiOptions;
  interview?: InterviewListenerOptions;
}

/** Which event goes where. Every event, command, shortcut and step is asked for in docs/slack-manifest.yaml. */
export function registerListeners(app: App, options: ListenerOptions): void {
  const { respond, findQuestion } = options.questions;
  // Most events are questions: Bolt would hold each of them before some forty listeners, while others wait for their acknowledgement.
  app.use(async ({ body, next }) => {
    const question = await findQuestion(body);
    if (question !== undefined) void respond(question);
    // A message about one that was changed or deleted is somebody else's business too.
    if (question === undefined || question.subtype !== undefined) await next();
  });
  app.event('message', options.changedQuestions.onMessage);
  app.event('user_change', onUserChange(options.userChange));
  app.event('app_context_changed', onContextChanged(options.appOpened));
  app.event('assistant_thread_started', onThreadStarted(options.threadStarted));
  const onRemoved = onAppRemoved(options.appRemoved);
  app.event('app_uninstalled', onRemoved);
  app.event('tokens_revoked', onRemoved);
  app.event('app_home_opened', onAppOpened(options.appOpened));
  app.event('member_joined_channel', onJoinedChannel(options.joinedChannel));
  app.event('link_shared', onLinkShared(options.linkShared));
  app.event('entity_details_requested', onDetailsRequested(options.linkShared));
  app.event('agent_session_stopped', onSessionStopped(options.sessionStopped));
  app.event('function_executed', onWorkflowStep(options.workflowStep));
  app.action(askAgainAction, options.changedQuestions.onAgain);
  app.command('/kiki', onCommand(options.command));
  const { channelSettings } = options;
  app.action(settingsActions.reset, channelSettings.onReset);
  for (const name of ['channel_deleted', 'group_deleted']) app.event(name, channelSettings.onDeleted);

  const askForm = askFormListeners(options.askForm);
  app.shortcut(askIds.message, askForm.onShortcut);
  app.shortcut(askIds.global, askForm.onShortcut);
  app.view<ViewSubmitAction>({ type: 'view_submission', callback_id: askIds.form }, askForm.onSubmit);
  app.action(homeActions.ask, askForm.onButton);
  const feedback = feedbackListeners(options.feedback);
  app.action(answerActions.feedback, feedback.onThumb);
  app.action(answerActions.helped, feedback.onHelped);
  app.action(answerActions.notHelped, feedback.onNotHelped);
  app.action(answerActions.wrong, feedback.onWrong);
  app.action(answerActions.privately, feedback.onPrivately);
  const formSent = (id: string) => ({ type: 'view_submission' as const, callback_id: id });
  app.view<ViewSubmitAction>(formSent(settingsForm), channelSettings.onSubmit);
  app.view<ViewSubmitAction>(formSent(feedbackForms.reason), feedback.onReason);
  app.view<ViewSubmitAction>(formSent(feedbackForms.suggestion), feedback.onSuggestion);
  if (options.wishes !== undefined) {
    const wishes = wishListeners(options.wishes);
    app.action(wishActions.digestOff, wishes.onDigestOff);
    app.action(wishActions.digestOn, wishes.onDigestOn);
    app.action(wishActions.questionsOff, wishes.onQuestionsOff);
    app.action(wishActions.questionsOn, wishes.onQuestionsOn);
    app.action(wishActions.topicsAgain, wishes.onTopicsAgain);
  }
  if (options.interview !== undefined) {
    const interview = interviewListeners(options.interview);
    app.action(interviewActions.right, interview.onRight);
    app.action(chooseAction, interview.onChoose);
    app.action(interviewActions.change, interview.onChange);
    app.action(interviewActions.yes, interview.onYes);
    app.action(interviewActions.amend, interview.onAmend);
    app.action(interviewActions.discard, interview.onDiscard);
    app.action(interviewActions.later, interview.onLater);
    app.action(interviewActions.month, interview.onMonth);
    app.action(interviewActions.never, interview.onNever);
    app.action(interviewActions.stop, interview.onStop);
    for (const [id, onForm] of Object.entries(interview.onForm)) app.view<ViewSubmitAction>(formSent(id), onForm);
  }
  app.action(failureActions.again, onTryAgain(options.afterFailure));
  const withoutWiki = withoutWikiListeners(options.withoutWiki);
  app.action(failureActions.askPerson, withoutWiki.onAsk);
  app.view<ViewSubmitAction>(formSent(helpForms.askWithoutWiki), withoutWiki.onSent);
  const help = helpListeners(options.help);
  app.action(helpActions.ask, help.onAsk);
  app.action(helpActions.reply, help.onReply);
  app.action(helpActions.notMe, help.onNotMe);
  app.action(helpActions.solved, help.onSolved);
  app.action(helpActions.withdraw, help.onWithdraw);
  for (const action of [helpActions.propose, helpActions.proposeFor, helpActions.proposeForOther])
    app.action(action, help.onPropose);
  app.view<ViewSubmitAction>(formSent(helpForms.ask), help.onAskSent);
  app.view<ViewSubmitAction>(formSent(helpForms.reply), help.onReplySent);
  // The link itself is Slack's; it also tells, and waits for a word.
  app.action(homeActions.openWiki, async ({ ack }) => ack());
}
