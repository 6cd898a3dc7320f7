import type { Mutant } from './mutant.ts';

const gate = 'bot/gate';
const gateTests = ['test/bot/gate'];
const claims = ['test/bot/claims', 'test/bot/claims.test.ts'];
const transports = ['test/bot/transports.test.ts'];
const around = ['test/bot/surfaces.test.ts', 'test/bot/around-answers.test.ts', 'test/bot/commands.test.ts'];
const render = ['test/bot/render'];
const changes = ['test/bot/changed-questions.test.ts'];
const channels = ['test/bot/channels.test.ts'];

/** Every check between an event of Slack and what Kiki says to it, each taken out. One that no test misses must get a test. */
export const slackGates: readonly Mutant[] = [
  {
    gate: 'a request is signed by Slack',
    ...{
      file: 'bot/slack/http.ts',
      find: 'new HTTPReceiver({ ',
      put: 'new HTTPReceiver({ signatureVerification: false, ',
    },
    tests: transports,
  },
  {
    gate: 'nothing is taken after the stop',
    ...{ file: 'bot/slack/http.ts', find: 'if (!isListening())', put: 'if (!isListening() && false)' },
    tests: transports,
  },
  {
    gate: 'an event is claimed before it is acknowledged',
    ...{
      file: 'bot/claims/hold-first.ts',
      find: 'await precedence.first(() =>',
      put: 'void precedence.first(() =>',
    },
    tests: claims,
  },
  {
    gate: 'a follow-up is claimed before it is acknowledged',
    ...{
      file: 'bot/listeners/find-question.ts',
      find: 'if (!isDirectMessage(body)) return findFollowUp(body);',
      put: 'if (!isDirectMessage(body)) return undefined;',
    },
    tests: channels,
  },
  {
    gate: 'what a crash left is gone on with until nothing is left',
    ...{ file: 'bot/claims/upkeep.ts', find: 'while (!isPaused) {', put: 'if (!isPaused) {' },
    tests: claims,
  },
  {
    gate: 'nothing says any more that a process works which crashed',
    ...{ file: 'bot/answering/resume.ts', find: 'await options.status.clear(placeOf(incoming, home()));', put: '' },
    tests: claims,
  },
  {
    gate: 'answers do not begin between two events of a crowd',
    ...{
      file: 'bot/claims/precedence.ts',
      find: 'acknowledging > 0 || (came',
      put: 'acknowledging > 0 || (false && came',
    },
    tests: claims,
  },
  {
    gate: 'who asks is not asked himself instead of a channel',
    ...{ file: 'bot/help/reach.ts', find: ' || ownerAddress === asker.toLowerCase()', put: '' },
    tests: ['test/bot/help.test.ts'],
  },
  {
    gate: 'whom a question goes to instead of a channel is a full member',
    ...{ file: 'bot/help/reach.ts', find: ' && (await member(ownerAddress)) !== undefined', put: '' },
    tests: ['test/bot/help.test.ts'],
  },
  {
    gate: 'who asks is not asked himself while the wiki is down',
    ...{ file: 'bot/help/reach.ts', find: 'account === user ? undefined : account', put: 'account' },
    tests: ['test/bot/failures.test.ts'],
  },
  {
    gate: 'bots claim nothing',
    ...{ file: 'bot/claims/hold-first.ts', find: '!isFromAPerson(incoming, home()) ||', put: '' },
    tests: claims,
  },
  {
    gate: 'other companies claim nothing',
    ...{ file: 'bot/claims/hold-first.ts', find: ' || !isFromHome(incoming, home())', put: '' },
    tests: claims,
  },
  { gate: 'only people are answered', ...step('fromAPerson(home),') },
  { gate: 'only the home workspace is answered', ...step('homeTeam(home),') },
  { gate: 'each question once', ...step('firstTime(take),') },
  { gate: 'the envelope says that the channel is shared', ...step('notShared,') },
  { gate: 'only full members are answered', ...step('fullMember({ people, home }),') },
  {
    gate: 'only whom the directory knows is answered',
    ...step(
      'inDirectory({ people, findViewer }),',
      '() => ({ viewer: { id: "", name: "", audiences: ["everyone"], canEdit: false }, own: { id: "", name: "", audiences: ["everyone"], canEdit: false } }),',
    ),
  },
  { gate: 'only in conversations of the company', ...step('ownConversation(channels),') },
  {
    gate: 'limits of one asker',
    ...step(
      'withinLimits({ perMinute: limits.questionsPerMinute, atOnce: limits.questionsAtOnce, now }),',
      '() => ({ release: () => undefined }),',
    ),
  },
  {
    gate: 'what cannot be checked is refused',
    ...{ file: `${gate}/gate.ts`, find: "return { reason: 'unchecked', cause };", put: 'return {};' },
    tests: gateTests,
  },
  {
    gate: 'without a viewer nobody is let in',
    ...{
      file: `${gate}/gate.ts`,
      find: "if (viewer === undefined || own === undefined || settings === undefined || release === undefined)\n      return { reason: 'unchecked' };",
      put: '',
    },
    tests: gateTests,
  },
  person('isPlain && ', 'messages about messages'),
  person('!isBot && ', 'other bots'),
  person('user !== undefined && ', 'messages of nobody'),
  person('user !== userId && ', 'Kiki’s own messages'),
  person(" && user !== 'USLACKBOT'", 'Slackbot'),
  {
    gate: 'the asker’s own workspace counts before that of the event',
    ...{ file: `${gate}/home-team.ts`, find: 'askerTeam ?? teamId', put: 'teamId ?? askerTeam' },
    tests: gateTests,
  },
  {
    gate: 'an enterprise counts only for a home in one',
    ...{
      file: `${gate}/home-team.ts`,
      find: 'return home.enterpriseId !== undefined && enterpriseId === home.enterpriseId',
      put: 'return enterpriseId === home.enterpriseId',
    },
    tests: gateTests,
  },
  {
    gate: 'only the own enterprise',
    ...{ file: `${gate}/home-team.ts`, find: ' && enterpriseId === home.enterpriseId', put: '' },
    tests: gateTests,
  },
  member('user.deleted || ', 'people who left'),
  member('user.is_bot || ', 'bot accounts'),
  member('user.is_restricted || ', 'guests of several channels'),
  member('user.is_ultra_restricted || ', 'guests of one channel'),
  member(' || user.is_stranger', 'strangers'),
  {
    gate: 'the account is of the home workspace',
    ...{ file: `${gate}/full-member.ts`, find: "isHome || isSister ? undefined : 'foreign-team'", put: 'undefined' },
    tests: gateTests,
  },
  {
    gate: 'the account is of the own enterprise',
    ...{ file: `${gate}/full-member.ts`, find: 'home.enterpriseId !== undefined && ', put: '' },
    tests: gateTests,
  },
  {
    gate: 'flags that Slack leaves out refuse',
    ...{
      file: 'bot/slack/people.ts',
      find: 'is_restricted: z.boolean(),',
      put: 'is_restricted: z.boolean().default(false),',
    },
    tests: gateTests,
  },
  {
    gate: 'an address must be confirmed',
    ...{ file: `${gate}/in-directory.ts`, find: ' || !isConfirmed', put: '' },
    tests: gateTests,
  },
  {
    gate: 'a channel gets what every employee may read',
    ...{
      file: `${gate}/in-directory.ts`,
      find: 'isForAsker ? viewer : { ...anyEmployee, id: viewer.id }',
      put: 'viewer',
    },
    tests: gateTests,
  },
  {
    gate: 'the asker’s own rights only in a direct conversation',
    ...{ file: `${gate}/own-conversation.ts`, find: "if (surface === 'direct' && !channel.is_im)", put: 'if (false)' },
    tests: gateTests,
  },
  conversation('channel.is_ext_shared === true ||', 'shared channels', 'false ||'),
  conversation('channel.is_pending_ext_shared ||', 'channels about to be shared'),
  conversation('channel.pending_shared.length > 0 ||', 'channels offered to a company'),
  conversation(' ||\n    channel.pending_connected_team_ids.length > 0', 'channels about to be connected'),
  conversation(
    "channel.is_im || channel.is_ext_shared === false ? undefined : 'shared-channel'",
    'channels of which Slack does not say',
    'undefined',
  ),
  limit("if (asker.running >= atOnce) return { reason: 'busy' };", 'questions of one asker at once'),
  limit("if (asker.started.length >= perMinute) return { reason: 'too-many' };", 'questions of one asker in a minute'),
  limit('(asker.running -= 1)', 'a place is given back', 'undefined'),
  {
    gate: 'bots press no buttons',
    ...{ file: `${gate}/person-gate.ts`, find: '    fromAPerson(home),\n', put: '' },
    tests: gateTests,
  },
  {
    gate: 'other companies press no buttons',
    ...{ file: `${gate}/person-gate.ts`, find: '    homeTeam(home),\n', put: '' },
    tests: gateTests,
  },
  {
    gate: 'guests press no buttons',
    ...{ file: `${gate}/person-gate.ts`, find: '    fullMember({ people, home }),\n', put: '' },
    tests: gateTests,
  },
  {
    gate: 'presses pass the gate',
    ...{
      file: `${gate}/admit-interaction.ts`,
      find: 'if (!isRefusal(admission)) return { press, viewer: admission.viewer };',
      put: 'return { press, viewer: isRefusal(admission) ? ({ id: "", name: "", audiences: ["everyone"], canEdit: false } as Viewer) : admission.viewer };',
    },
    tests: gateTests,
  },
  {
    gate: 'forms pass the gate',
    ...{
      file: `${gate}/admit-interaction.ts`,
      find: 'if (form !== undefined && admission !== undefined && !isRefusal(admission)) return { form, viewer: admission.viewer };',
      put: 'if (form !== undefined && admission !== undefined) return { form, viewer: isRefusal(admission) ? ({ id: "", name: "", audiences: ["everyone"], canEdit: false } as Viewer) : admission.viewer };',
    },
    tests: gateTests,
  },
  {
    gate: 'a mention in a direct conversation is answered as a message only',
    ...{
      file: 'bot/listeners/find-question.ts',
      find: "startsWith('D') === false",
      put: "startsWith('D') !== undefined",
    },
    tests: around,
  },
  {
    gate: 'channel messages without a mention are not answered',
    ...{
      file: 'bot/listeners/find-question.ts',
      find: "channel_type: z.literal('im')",
      put: 'channel_type: z.string()',
    },
    tests: around,
  },
  {
    gate: 'an event is known by its id',
    ...{ file: 'bot/claims/claims.ts', find: '...(event === undefined ? [] : [`event:${event}`])', put: '' },
    tests: [...claims, ...gateTests],
  },
  {
    gate: 'a message is known by its place',
    ...{ file: 'bot/claims/claims.ts', find: '[`question:${id}`, ...(event', put: '[`question:${event}`, ...(event' },
    tests: [...claims, ...gateTests],
  },
  {
    gate: 'a question of another process is not taken',
    ...{ file: 'bot/claims/claims.ts', find: '!(await entry.isOwn) || ', put: '' },
    tests: claims,
  },
  {
    gate: 'a question is taken once',
    ...{ file: 'bot/claims/claims.ts', find: ' || entry.taker !== undefined', put: '' },
    tests: [...claims, ...gateTests],
  },
  {
    gate: 'a refusal is kept before it is said',
    file: 'bot/answering/respond.ts',
    find: "if ((await claims.posting(incoming, { answer: id, parts: 1 })) !== 'held') return;",
    put: 'void claims;',
    tests: claims,
  },
  {
    gate: 'a signal that lives on keeps nothing of a question',
    file: 'bot/answering/joined-signal.ts',
    find: 'for (const remove of listeners) remove();',
    put: 'void listeners;',
    tests: ['test/bot/answering/joined-signal.test.ts'],
  },
  {
    gate: 'what another process took over is not posted',
    ...{
      file: 'bot/answering/delivery.ts',
      find: "if (standing !== 'held') return standing === 'lost' ? 'taken-over' : standing;",
      put: 'void standing;',
    },
    tests: claims,
  },
  {
    gate: 'a channel is looked at again before an answer is posted',
    ...{
      file: 'bot/answering/delivery.ts',
      find: 'if (reason !== undefined) {',
      put: 'if (reason !== undefined && false) {',
    },
    tests: ['test/bot/failures.test.ts', 'test/bot/streaming.test.ts'],
  },
  {
    gate: 'what is for the asker alone is not shown live to all',
    ...{ file: 'bot/answering/create-answering.ts', find: ' && !isForAsker', put: '' },
    tests: channels,
  },
  {
    gate: 'what is for the asker alone is posted to him alone',
    ...{
      file: 'bot/answering/poster.ts',
      find: 'place.isForAsker ? show(place, message, tag) : postForAll(place, message, tag)',
      put: 'postForAll(place, message, tag)',
    },
    tests: channels,
  },
  {
    gate: 'what the asker alone read is no part of what all read',
    ...{ file: 'bot/answering/read-question.ts', find: 'return isForAsker ?', put: 'return asker === "" ?' },
    tests: channels,
  },
  {
    gate: 'what is not addressed to Kiki is answered only where that is switched on',
    ...{ file: 'bot/listeners/follow-up.ts', find: "answers !== 'follow-ups'", put: "answers === ('' as never)" },
    tests: ['test/bot/listeners', ...channels],
  },
  {
    gate: 'who goes on without a mention asked before',
    ...{ file: 'bot/listeners/follow-up.ts', find: ' !== undefined;\n  };', put: ' !== null;\n  };' },
    tests: channels,
  },
  {
    gate: 'settings that cannot be read let nothing pass',
    ...{
      file: `${gate}/channel-ways.ts`,
      find: "return { reason: isUnaddressed ? 'not-addressed' : 'wiki-down', cause };",
      put: "return { settings: { answers: 'mentions', readers: 'everyone', sources: ['table'], language: 'as-asked' } };",
    },
    tests: channels,
  },
  {
    gate: 'what other companies say of a question takes nothing along',
    ...{
      file: 'bot/listeners/changed-question.ts',
      find: 'if (!isFromHome(around, home())) return;',
      put: '',
    },
    tests: changes,
  },
  {
    gate: 'an answer that others replied to stays',
    ...{ file: 'bot/listeners/changed-question.ts', find: 'if (first !== undefined &&', put: 'if (false && first &&' },
    tests: changes,
  },
  {
    gate: 'a changed question is asked again by who wrote it',
    ...{ file: 'bot/listeners/changed-question.ts', find: ' || found.user !== doer.user', put: '' },
    tests: changes,
  },
  {
    gate: 'settings are changed by who may',
    ...{ file: 'bot/channels/listeners.ts', find: 'if (!may) return', put: 'if (false) return' },
    tests: channels,
  },
  {
    gate: 'settings are taken back by who may',
    ...{ file: 'bot/channels/listeners.ts', find: 'if (found?.may !== true)', put: 'if (found === undefined)' },
    tests: channels,
  },
  {
    gate: 'a help channel is one that Kiki is in',
    ...{
      file: 'bot/channels/listeners.ts',
      find: 'if (!(await joined()).some(({ id }) => id === channel))',
      put: 'if (false)',
    },
    tests: channels,
  },
  {
    gate: 'a channel is looked at again before an answer is shown live',
    ...{
      file: 'bot/answering/create-answering.ts',
      find: '!isForAsker && (await whyNotNow()) === undefined',
      put: '!isForAsker',
    },
    tests: ['test/bot/streaming.test.ts', 'test/bot/failures.test.ts'],
  },
  {
    gate: 'the look before posting does not trust what is remembered',
    ...{
      file: 'bot/answering/create-answering.ts',
      find: 'channels.findNow(place.channel)',
      put: 'channels.find(place.channel)',
    },
    tests: ['test/bot/streaming.test.ts', 'test/bot/failures.test.ts'],
  },
  {
    gate: 'a channel that cannot be looked at gets no answer',
    ...{ file: 'bot/answering/create-answering.ts', find: "return 'unchecked';", put: 'return undefined;' },
    tests: ['test/bot/failures.test.ts', 'test/bot/streaming.test.ts'],
  },
  {
    gate: 'what marks an answer is believed on Kiki’s own messages',
    ...{
      file: 'bot/answering/metadata.ts',
      find: ' || (result.data.bot_id !== home.botId && result.data.user !== home.userId)',
      put: '',
    },
    tests: ['test/bot/answering/history.test.ts'],
  },
  {
    gate: 'others’ messages are no history',
    ...{
      file: 'bot/answering/thread-history.ts',
      find: 'user === asker && botId === undefined ?',
      put: 'botId === undefined ?',
    },
    tests: ['test/bot/answering/history.test.ts'],
  },
  {
    gate: 'bots’ messages are no history',
    ...{
      file: 'bot/answering/thread-history.ts',
      find: 'user === asker && botId === undefined ?',
      put: 'user === asker ?',
    },
    tests: ['test/bot/answering/history.test.ts'],
  },
  {
    gate: 'a question has a longest length',
    ...{
      file: 'bot/answering/respond.ts',
      find: 'question.length > limits.questionCharacters',
      put: 'question.length < 0',
    },
    tests: ['test/bot/failures.test.ts', ...around],
  },
  {
    gate: 'so many answers at once',
    ...{ file: 'bot/answering/turnstile.ts', find: 'if (free > 0) free -= 1;', put: 'if (free > -1000) free -= 1;' },
    tests: ['test/bot/answering/turnstile.test.ts'],
  },
  {
    gate: 'nobody waits in the queue for ever',
    ...{
      file: 'bot/answering/turnstile.ts',
      find: 'timer = setTimeout(() => end(new QueueTooLong()), seconds * 1000);',
      put: '',
    },
    tests: ['test/bot/answering/turnstile.test.ts'],
  },
  {
    gate: 'the asker alone stops an answer',
    ...{
      file: 'bot/answering/stops.ts',
      find: 'JSON.stringify([channel, threadTs, user])',
      put: 'JSON.stringify([channel, threadTs, user.slice(0, 0)])',
    },
    tests: around,
  },
  {
    gate: 'a link shows what every employee may read: the conversation is the company’s',
    ...{
      file: 'bot/listeners/link-shared.ts',
      find: 'if (whyNotHere(await channels.findNow(event.channel), surface) !== undefined) return;',
      put: '',
    },
    tests: ['test/bot/home'],
  },
  {
    gate: 'a link shows something only where the envelope says that no other company reads',
    ...{ file: 'bot/listeners/link-shared.ts', find: ' || parsed.data.is_ext_shared_channel === true', put: '' },
    tests: ['test/bot/home'],
  },
  {
    gate: 'a link shows something to people of the company only',
    ...{
      file: 'bot/listeners/link-shared.ts',
      find: 'if (isRefusal(await personGate({ user: event.user, ...present({ teamId, enterpriseId }) }))) return;',
      put: '',
    },
    tests: ['test/bot/home'],
  },
  {
    gate: 'what a link leads to is told as every employee may read it',
    ...{
      file: 'bot/listeners/link-shared.ts',
      find: 'linkedPage(store, anyEmployee, links, url)',
      put: "linkedPage(store, { ...anyEmployee, audiences: ['everyone', 'board'] }, links, url)",
    },
    tests: ['test/bot/home'],
  },
  {
    gate: 'details of a page are for who may read them',
    ...{
      file: 'bot/listeners/details-requested.ts',
      find: 'linkedPage(store, admission.viewer, links, address)',
      put: "linkedPage(store, { ...admission.viewer, audiences: ['everyone', 'board'] }, links, address)",
    },
    tests: ['test/bot/home'],
  },
  {
    gate: 'a workflow step is worked on once',
    ...{ file: 'bot/listeners/workflow-step.ts', find: 'if (!(await once(`step:${execution}`))) return;', put: '' },
    tests: around,
  },
  {
    gate: 'a workflow asks for somebody who may ask',
    ...{
      file: 'bot/listeners/workflow-step.ts',
      find: 'if (isRefusal(admission)) return { error: texts.workflowRefused };\n  const { viewer } = admission;',
      put: 'const viewer = isRefusal(admission) ? anyEmployee : admission.viewer;',
    },
    tests: around,
  },
  {
    gate: 'a workflow gets what every employee may read',
    ...{
      file: 'bot/listeners/workflow-step.ts',
      find: '{ ...anyEmployee, id: viewer.id, name: viewer.name }',
      put: 'viewer',
    },
    tests: around,
  },
  {
    gate: 'a channel is greeted once, and only for Kiki itself',
    ...{ file: 'bot/listeners/joined-channel.ts', find: ' || data.event.user !== home().userId', put: '' },
    tests: around,
  },
  {
    gate: 'a channel shared with others is not greeted with examples',
    ...{
      file: 'bot/listeners/joined-channel.ts',
      find: 'isOwn ? texts.greeting(examples) : texts.notHere',
      put: 'texts.greeting(examples)',
    },
    tests: around,
  },
  {
    gate: 'a changed account is looked at again',
    ...{
      file: 'bot/listeners/user-change.ts',
      find: 'if (user !== undefined) people.forget(user);',
      put: 'void people; void user;',
    },
    tests: around,
  },
  {
    gate: 'guests get no questions to begin with',
    ...{
      file: 'bot/listeners/app-opened.ts',
      find: 'if (whyNotAMember(await people.find(event.user), home()) !== undefined) return;',
      put: 'void people; void home; void whyNotAMember;',
    },
    tests: around,
  },
  {
    gate: 'only the asker’s own question is answered privately',
    ...{
      file: 'bot/feedback/listeners.ts',
      find: 'if (question === undefined) return whisper(press, texts.notYourQuestion);',
      put: '',
    },
    tests: ['test/bot/feedback.test.ts', ...around],
  },
  {
    gate: 'a suggestion is about a page of the answer',
    ...{
      file: 'bot/feedback/listeners.ts',
      find: 'if (tag?.refs.includes(of) !== true) return { problem: texts.noPage };',
      put: 'if (tag === undefined) return texts.thanks;',
    },
    tests: ['test/bot/feedback.test.ts'],
  },
  {
    gate: 'that there is a better answer is told to the asker alone',
    ...{
      file: 'bot/answering/offer-privately.ts',
      find: 'poster.whisper(place, renderLine(feedbackTexts.beyond',
      put: '(poster as Poster).post(place, renderLine(feedbackTexts.beyond',
    },
    tests: around,
  },
  {
    gate: 'what the asker alone reads is not compared',
    ...{ file: 'bot/answering/offer-privately.ts', find: ' || place.isDirect || place.isForAsker', put: '' },
    tests: around,
  },
  {
    gate: 'who may read no more than others is not looked up for',
    file: 'answer/answers-beyond.ts',
    find: 'if (own.audiences.every((audience) => shared.audiences.includes(audience))) return false;',
    put: '',
    tests: ['test/answer/answers-beyond.test.ts'],
  },
  {
    gate: 'editors are those of kiki.yaml',
    ...{ file: 'cli/find-viewer.ts', find: 'canEdit: mayEdit(email)', put: 'canEdit: true' },
    tests: ['test/cli/find-viewer.test.ts'],
  },
  {
    gate: 'the app leaves Slack only when its token is refused',
    ...{ file: 'bot/listeners/app-removed.ts', find: 'if (await isTokenRefused()) halt();', put: 'if (true) halt();' },
    tests: around,
  },
  {
    gate: 'guests begin no conversation in old apps',
    ...{
      file: 'bot/listeners/thread-started.ts',
      find: 'if (whyNotAMember(await people.find(user), home()) !== undefined) return;',
      put: 'void people; void home; void whyNotAMember;',
    },
    tests: around,
  },
  {
    gate: 'where somebody looked counts for a time',
    ...{ file: 'bot/slack/looking-at.ts', find: ' && found.until > now().getTime()', put: '' },
    tests: around,
  },
  {
    gate: 'a full member opens the form for the help channel while the wiki is down',
    ...{
      file: 'bot/help/without-wiki.ts',
      find: "if (isRefusal(admission) && admission.reason !== 'wiki-down') return;",
      put: '',
    },
    tests: ['test/bot/failures.test.ts'],
  },
  {
    gate: 'a full member sends it',
    ...{ file: 'bot/help/without-wiki.ts', find: ' || !(await memberGate(form.doer))', put: '' },
    tests: ['test/bot/failures.test.ts'],
  },
  {
    gate: 'the help channel is the company’s own when it is asked without the wiki',
    ...{
      file: 'bot/help/without-wiki.ts',
      find: 'if (!(await reach.isOwnChannel(to.channel))) return { problem: texts.noRecipient };',
      put: 'void reach;',
    },
    tests: ['test/bot/failures.test.ts'],
  },
  {
    gate: 'nobody floods the help channel while nothing keeps count',
    ...{
      file: 'bot/help/without-wiki.ts',
      find: 'if (askedLately(user).length >= mostInAnHour) return { problem: texts.tooManyWithoutWiki };',
      put: '',
    },
    tests: ['test/bot/failures.test.ts'],
  },
  {
    gate: 'a question that failed is asked once more once',
    ...{
      file: 'bot/listeners/after-failure.ts',
      find: "const below = `${press.ts ?? press.triggerId ?? ''}:${user}`;",
      put: 'const below = Math.random().toString();',
    },
    tests: ['test/bot/failures.test.ts'],
  },
  {
    gate: 'no mention survives in Markdown',
    ...{ file: 'bot/render/neutralise.ts', find: '.replace(/<(?=[!@#\\\\&])/g, `<${gap}`)', put: '' },
    tests: render,
  },
  {
    gate: 'nobody is called with @here',
    ...{
      file: 'bot/render/neutralise.ts',
      find: '.replace(/(?<![\\w.])@(?=(?:here|channel|everyone|group)\\b)/gi, `@${gap}`)',
      put: '',
    },
    tests: render,
  },
  {
    gate: 'entities stay text',
    ...{
      file: 'bot/render/neutralise.ts',
      find: '.replace(/&(?=(?:#\\d+|#x[0-9a-f]+|[a-z]+\\d*);)/gi, `&${gap}`)',
      put: '',
    },
    tests: render,
  },
  {
    gate: 'mrkdwn is escaped',
    ...{ file: 'bot/render/mrkdwn.ts', find: ".replace(/</g, '&lt;')", put: '' },
    tests: render,
  },
  {
    gate: 'acknowledging goes before answering',
    file: 'bot/claims/precedence.ts',
    find: 'while (isBusy() && ',
    put: 'while (false && ',
    tests: claims,
  },
  {
    gate: 'a name is one line',
    file: 'bot/render/plain-words.ts',
    find: ".replace(/[\\s\\p{Cc}]+/gu, ' ')",
    put: '',
    tests: render,
  },
  {
    gate: 'no mark in a name formats',
    file: 'bot/render/plain-words.ts',
    find: '`${gap}$&${gap}`',
    put: "'$&'",
    tests: render,
  },
  {
    gate: 'no address in a name',
    file: 'bot/render/plain-words.ts',
    find: '.replace(bareAddress(), texts.linkRemoved)',
    put: ".replace(bareAddress(), (same) => (texts.linkRemoved === '' ? '' : same))",
    tests: render,
  },
  {
    gate: 'a cut calls nobody',
    file: 'bot/render/split-markdown.ts',
    find: 'neutralise(trimBlankLines(piece))',
    put: "(trimBlankLines(piece) || neutralise(''))",
    tests: render,
  },
  {
    gate: 'a link’s words end where they should',
    ...{ file: 'bot/render/mrkdwn.ts', find: ".replaceAll('|', '¦')", put: '' },
    tests: render,
  },
  {
    gate: 'foreign addresses are taken out of code',
    ...{
      file: 'bot/render/safe-markdown.ts',
      find: 'isCode ? removeForeignAddresses(text, links) :',
      put: 'isCode ? text :',
    },
    tests: render,
  },
  {
    gate: 'foreign addresses are taken out of prose',
    ...{
      file: 'bot/render/safe-markdown.ts',
      find: 'prose = checkBareAddresses(prose, links, (url) => keep(`<${url}>`));',
      put: '',
    },
    tests: render,
  },
  {
    gate: 'foreign links lose their address',
    ...{
      file: 'bot/render/safe-markdown.ts',
      find: 'if (url === undefined) return label;',
      put: 'if (url === undefined) return keep(`[${label}](${address})`);',
    },
    tests: render,
  },
  {
    gate: 'foreign addresses are taken out of notifications',
    ...{
      file: 'bot/render/render-answer.ts',
      find: 'const plain = removeForeignAddresses(plainText(markdown), links);',
      put: 'void links;\n  const plain = plainText(markdown);',
    },
    tests: render,
  },
  {
    gate: 'addresses with a name or password are no wiki',
    ...{ file: 'bot/render/links.ts', find: "&& url.username === '' && url.password === ''", put: '' },
    tests: render,
  },
  {
    gate: 'posts do not let Slack fetch what they link to',
    ...{ file: 'bot/answering/poster.ts', find: 'unfurl_links: false,\n    unfurl_media: false,', put: '' },
    tests: ['test/bot/failures.test.ts', ...around],
  },
  {
    gate: 'no text of a message is in the log',
    ...{
      file: 'bot/slack/log.ts',
      find: 'debug: () => undefined,',
      put: "debug: (...parts) => logger.info({ from: 'slack' }, parts.map(String).join(' ')),",
    },
    tests: ['test/bot/slack/log.test.ts', 'test/bot/failures.test.ts'],
  },
];

function step(find: string, put = ''): Omit<Mutant, 'gate'> {
  return {
    file: 'bot/gate/question-gate.ts',
    find: `    ${find}\n`,
    put: put === '' ? '' : `    ${put}\n`,
    tests: gateTests,
  };
}

function person(find: string, who: string): Mutant {
  return { gate: `not answered: ${who}`, file: 'bot/gate/from-a-person.ts', find, put: '', tests: gateTests };
}

function member(find: string, who: string): Mutant {
  return { gate: `not answered: ${who}`, file: 'bot/gate/full-member.ts', find, put: '', tests: gateTests };
}

function conversation(find: string, where: string, put = ''): Mutant {
  return { gate: `not answered: ${where}`, file: 'bot/gate/own-conversation.ts', find, put, tests: gateTests };
}

function limit(find: string, what: string, put = ''): Mutant {
  return { gate: `limit: ${what}`, file: 'bot/gate/within-limits.ts', find, put, tests: gateTests };
}
