/** Phrases that mean the same. */
export interface SameMeaning {
  /** As texts have them, the likeliest first. */
  written: readonly string[];
  /** As people say besides. */
  said: readonly string[];
}

const row = (written: string, said = ''): SameMeaning => ({ written: listed(written), said: listed(said) });
const listed = (phrases: string): string[] => phrases.split(', ').filter((phrase) => phrase !== '');

/**
 * What one company calls annual leave another calls vacation, and who asks says holiday. First the words that companies write, the likeliest
 * first, then what people say for them besides. Only what hardly ever means anything else belongs here: "order" buys and sorts, "release" is
 * a thing and a deed. Abbreviations of a trade (PR, CI, repo) are left out: an embedding knows them. What one company only says is in its
 * kiki.yaml under `synonyms`.
 */
export const workplaceWords: readonly SameMeaning[] = [
  row('annual leave, vacation, time off, holiday', 'holidays, pto, day off, days off, vacation days, paid leave'),
  row(
    'parental leave, maternity leave',
    'baby leave, paternity leave, maternity, paternity, parental time off, family leave',
  ),
  row('sick leave, sick day', 'sick days, calling in sick, call in sick, feeling ill, off sick'),
  row('out of office', 'away message, autoreply, auto reply, on holiday, on vacation, on leave'),
  row(
    'offboarding, leaving, resignation',
    'quitting, quit, resign, resigning, leaver, leavers, last day, handing in my notice',
  ),
  row(
    'onboarding, new employee, new hire',
    'new hires, new starter, new starters, new joiner, new joiners, newcomer, newcomers, new colleague, new people, first day, first week',
  ),
  row('hiring, recruiting', 'recruitment, recruit'),
  row('invoice', 'bill, bills, billed'),
  row('salary, pay', 'paycheck, wage, wages, payslip, pay slip'),
  row(
    'reimbursement, expense',
    'reimbursed, get money back, claim back, get my money back, paid back, pay me back, expense claim',
  ),
  row('supervisor, manager', 'boss, my lead'),
  row('email group, email address, mailing list', 'mailbox, group mailbox, inbox, mail address'),
  row('promotion, pay raise', 'pay rise, salary increase'),
  row('performance review, evaluation', 'appraisal, appraisals, performance evaluation'),
  row(
    'telework, remote work, work from home',
    'working from home, wfh, work remotely, working remotely, home office, remotely',
  ),
  row('laptop, computer', 'macbook, notebook, workstation'),
  row('security incident, breach, compromised', 'hacked, breached, malware, virus, phishing, phished, security breach'),
  row('password manager, vault', 'password vault, vault app, keychain'),
  row('two factor authentication, 2fa', 'mfa, two step verification, multi factor authentication, second factor'),
  row('approval, sign off', 'signoff, green light, thumbs up, go ahead'),
  row('purchase, procurement', 'buy, buying, procure'),
  row('vendor, supplier', 'suppliers, vendors'),
  row('incident, outage', 'downtime'),
  row('deploy, release, rollout', 'roll out, push to production, go live, put live'),
  row('roll back, revert', 'rollback, undo'),
  row('cherry pick, backport', 'backporting, backports, cherry picking, cherry picks'),
  row('sponsor, endorse', 'vouch, vouching, vouches'),
  row('plugin, add on, extension', 'add ons, addon, addons, plugins, extensions'),
  row('retry, rerun', 're run, re running, rerunning, retried'),
  row('teammate, colleague', 'coworker, coworkers'),
  row('badge, access card', 'key card, keycard, entry card'),
  row('photo, picture', 'headshot'),
  row('harassment, bullying', 'bullied, mobbing'),
  row('outside employment, conflict of interest', 'side job, side gig, second job, moonlighting'),
  row('retirement, pension', 'pension plan'),
  row('health insurance, medical insurance', 'health cover, dental'),
  row('travel, trip', 'business trip, business trips, travelling, traveling'),
  row('lodging, hotel', 'place to stay'),
  row('per diem, meal allowance', 'food allowance, daily allowance'),
  row('emergency, evacuation', 'fire alarm'),
  row('mentor, buddy', 'onboarding buddy'),
  row('on call, pager', 'pager duty'),
  row('postmortem, retrospective, incident review', 'post mortem, post mortems, postmortems'),
  row(
    'time sheet, time tracking, timesheet',
    'log my hours, log hours, book my hours, record my hours, track my hours, timesheets',
  ),
  row('overtime, extra hours', 'long hours'),
  row('personal data, pii', 'private data, personally identifiable information'),
  row('confidential, private, sensitive', 'secretly'),
  row('bastion, jump host', 'jump server, jump box, jumpbox, jumphost, jump hosts'),
  row('deprecate, retire, sunset', 'phase out, deprecated, retired'),
  row('inactive, removed', 'kick out, kicked out, kicked, kicked from, thrown out'),
];
