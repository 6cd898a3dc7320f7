import { describe, expect, test } from '@jest/globals';
import { hasWhatIsAsked, tellings } from '../../../answer/retrieve/expected.ts';

const section = (text: string, ...heading: string[]) => ({ heading, text });

describe('a question for a figure', () => {
  test.each([
    ['how much does a seat cost?', 'A seat is for designers.'],
    ['what do we pay per seat?', 'Seats are paid by the team.'],
    ['what is the salary of a lead?', 'Leads report to directors.'],
    ["what's Ada's phone number?", 'Ada works in room 12 since 2019.'],
    ['pager number for the dairy?', 'The dairy was founded in 2012.'],
    ['pager number for the dairy?', 'The dairy [meets](https://meet.example/93109963352) daily.'],
    ["when is this year's retreat?", 'Every year there is a retreat for all.'],
    ['what score do I need for the pilot exam?', 'A pilot needs to pass the exam.'],
    ['how much do I get for a night watch?', 'Night watches are kept by mates.'],
    ["what's the mileage rate for my own car?", 'You may drive your own car.'],
    ["what's the highest ferry subsidy?", 'There is a subsidy for the ferry.'],
    ['how many cows has the farm?', 'The farm has cows and sheep.'],
    ['how long is the sabbatical?', 'A sabbatical is granted by the board.'],
    ['how often are cows milked?', 'Cows are milked by the dairy.'],
    ['when did Ada join?', 'Ada is a pilot with 10 years at sea.'],
    ['in which year was the dairy founded?', 'The dairy was founded by Ada.'],
    ['how long are logs kept?', 'Logs are kept in section 12, since version 1.2.3 (see #45).'],
    ['how many days of leave do I get?', 'Leave is told of in 3 places.'],
    ['what time is lunch?', 'Lunch takes 30 minutes.'],
    ['which weekday is the retreat?', 'The retreat is in the mountains.'],
    ['on what date is the retreat over?', 'The retreat is over when the board says so.'],
    ['what is the due date of the tide report?', 'The tide report is due soon.'],
    ['how much money does a pilot get for a night watch?', 'Pilots keep 12 night watches.'],
    ['what does a pilot earn?', 'A pilot steers ships.'],
    ['how many seats do we have?', 'Seats are taken back after 90 days.'],
    ['how many seats do we have?', 'Our seats are on the 35th floor, in room 12, for 2-factor users.'],
    ['how many seats do we have?', 'Seats were bought in 2019 for $ 12,000, at 10:30, 50% of them by IT.'],
    ['how many seats do we have?', 'Seats are at 230 S. Harbour Street in region 5.'],
    ['how many seats do we have?', 'Seats: 230 S Harbour, on the corner of Mill and Weir, Chicago, IL 60604.'],
    ['how many people can join?', 'People who join are both new and old.'],
    ['how much does a run cost us?', 'A run needs 5k-node clusters.'],
    ['max hours of leave one may give away?', 'Leave is given away with 2 clicks.'],
    ['in which month was the tug bought?', 'The tug was bought in 2025.'],
    ['which timezone is Ada in?', 'Ada is in room 12.'],
    ['how many users were hit?', 'Users of 1.5 were hit.'],
    ['how many hours a week does a warden work?', 'A warden works for two cycles.'],
    ['how much do we pay for milk a month?', 'Milk is by far the most expensive item we pay for.'],
    ["what's the budget per prize?", 'Ask Ada for the budget of a prize.'],
    ['payout for a finder, in dollars?', 'A finder gets a payout.'],
    ['which milking machine version is the current one?', 'Milking machines had 10 releases in 2025.'],
    ['on which weekday does the board meet?', 'The board meets since August 2019.'],
    ['since when has Ada been the treasurer?', 'The treasurer is Ada.'],
    ['opening hrs of the gym?', 'The gym is in the basement, 2 floors down.'],
    ['which floor is the gym on?', 'The gym is in room 12, since 2019.'],
    ['how much does the firm put into my fund? what does it cost?', 'The fund has 12 members.'],
  ])('is not answered without one: %s', (question, text) => {
    expect(hasWhatIsAsked(question, [section(text)])).toBe(false);
  });

  test.each([
    ['which floor is the gym on?', 'The gym is on the 35th floor.'],
    ['what floor is the gym on', 'Gym: Floor 5, left.'],
    ['which floor is the gym on?', 'The gym is in the basement.'],
    ['how much does a seat cost?', 'A seat is $ 12 a month.'],
    ['how much does a seat cost?', 'Seats cost up to NOK 2,200.'],
    ['how much does it cost?', 'It is free.'],
    ['what does a berth cost?', 'A berth costs 1013 crowns.'],
    ['what does a berth cost?', 'The price of a berth is 40 a night.'],
    ["what's Ada's phone number?", 'Ring Ada: 555-0134.'],
    ['how much notice must I give?', 'Two weeks of notice.'],
    ['how long may a name be?', 'A name has up to 40 characters.'],
    ['how long does make run?', 'Make runs for 30-40 minutes.'],
    ['how many days of leave do I get?', 'You get a fortnight of leave.'],
    ['what time is lunch?', 'Lunch is at 11:30.'],
    ['which weekday is the retreat?', 'The retreat begins on Thursday.'],
    ['which firmware is the minimum?', 'The newest firmware.'],
    ['whats the max for gifts?', 'Gifts are declared.'],
    ['who owns the phone system?', 'IT does.'],
    ['how many cows has the farm?', 'There are 40 cows.'],
    ['how many cows has the farm?', 'The herd has a dozen cows.'],
    ['how long is the sabbatical?', 'A sabbatical takes six months.'],
    ['how soon must a breach be told?', 'Tell of a breach immediately.'],
    ['how often are cows milked?', 'Cows are milked twice a day.'],
    ['when did Ada join?', 'Ada joined in May 2019.'],
    ['when did Ada join?', 'Ada: since 1.9.'],
    ['when do cows sleep?', 'Cows sleep after milking.'],
    ['how many seats do we have?', 'After 90 days the 40 seats are taken back.'],
    ['how many hours a week does a warden work?', 'A warden works for a day a week.'],
    ['how many days of notice does it need?', 'It needs a notice of five (5) calendar days.'],
    ['how many weeks of leave?', 'Leave is unlimited.'],
    ['max leave hours one may give away?', 'Up to 40 hours of leave may be given away.'],
    ['in which month was the tug bought?', 'The tug was bought in May 2025.'],
    ['which time zone is Ada in?', 'Ada: PST.'],
    ['how much do we pay for milk a month?', 'Milk is 40 euros.'],
    ['which machine version do we run?', 'We run machine 2.4.1.'],
    ['which machine version do we run?', 'We run the latest machine.'],
    ['which version control do we use?', 'We use a tool for versions.'],
    ['on what day is the card filled?', 'The card is filled on the 10th of every month.'],
  ])('is answered with one, and others need none: %s', (question, text) => {
    expect(hasWhatIsAsked(question, [section('Nothing.'), section(text)])).toBe(true);
  });

  test('is not answered with a figure of something else', () => {
    const text = 'The farm has cows.\nIt is run by Ada.\nIts fields are wide.\nThe dairy opened 12 years ago.';
    expect(hasWhatIsAsked('how many cows are there?', [section(text)])).toBe(false);
    expect(hasWhatIsAsked('how many cows are there?', [section('12 of them.', 'Cows')])).toBe(true);
    expect(hasWhatIsAsked('how many cows are there?', [section('We keep cows.\n12 of them give milk.')])).toBe(true);
    // Beside another word of the question, but not beside what is counted.
    expect(hasWhatIsAsked('how many cows does the dairy have?', [section('The dairy opened 12 years ago.')])).toBe(
      false,
    );
  });
});

describe('sentences that tell a figure', () => {
  const dairy = {
    title: 'Dairy',
    heading: ['Dairy', 'Milking'],
    text: 'Cows are milked by 3 people.\n\n1. Open the gate.\n2. Cows are milked twice a day.',
  };
  const retreat = { title: 'Retreat', heading: [], text: 'It takes three days. It is in the mountains.' };

  test('are those of the kind that is asked for, with the place where they stand', () => {
    const found = tellings('how often are cows milked?', [retreat, dairy], 5);
    expect(found).toEqual([
      { section: 1, sentence: 'Cows are milked twice a day.', text: 'Dairy › Milking\nCows are milked twice a day.' },
      { section: 0, sentence: 'It takes three days.', text: 'Retreat\nIt takes three days.' },
    ]);
    expect(tellings('how many people milk cows?', [retreat, dairy], 1)).toEqual([
      { section: 1, sentence: 'Cows are milked by 3 people.', text: 'Dairy › Milking\nCows are milked by 3 people.' },
    ]);
  });

  test.each([
    'when can I expect the retreat to be over?',
    "what's the latest I can leave the retreat?",
    'by when must I leave the retreat?',
    'when do we hear of the retreat?',
  ])('are looked for where it is asked by when: %s', (question) => {
    expect(tellings(question, [retreat, dairy], 1)?.map(({ sentence }) => sentence)).toEqual(['It takes three days.']);
    expect(hasWhatIsAsked(question, [{ heading: [], text: 'It ends with the harvest.' }])).toBe(true);
  });

  test('are none where sections tell none, and not looked for where none is asked for', () => {
    expect(tellings('what time is lunch?', [retreat, dairy], 5)).toEqual([]);
    expect(tellings('who milks the cows?', [retreat, dairy], 5)).toBeUndefined();
    expect(tellings('which dairy has the highest roof?', [retreat, dairy], 5)).toBeUndefined();
    expect(tellings('what is the longest retreat?', [retreat, dairy], 5)).toHaveLength(2);
  });

  test.each([
    ['when does the gym open in the morning?', 'It opens at 7:30.'],
    ['when is the report due?', 'It is due on 31 March.'],
    ['when does the board meet?', 'It meets on the first Monday of the month.'],
    ["when's the deadline for papers?", 'Papers: until Friday.'],
  ])('are times where something opens, meets or is due: %s', (question, text) => {
    expect(tellings(question, [section(text)], 5)).toHaveLength(1);
    expect(tellings(question, [section('It is in the basement.')], 5)).toEqual([]);
  });

  test.each(['when do we close a claim?', 'when do cows sleep?', 'when does the alarm ring?'])(
    'are not looked for where it is told in what case: %s',
    (question) => {
      expect(tellings(question, [section('It is at 7:30.')], 5)).toBeUndefined();
    },
  );

  test('are of the year or quarter that is asked for', () => {
    const text = 'Reviews are due on 2 June 2025 for FY25.\n\nPlans are due on 14 May.';
    expect(tellings('when are the FY25 reviews due?', [section(text)], 5)).toHaveLength(2);
    expect(tellings('when are the FY26 reviews due?', [section(text)], 5)).toEqual([]);
    const both = 'Reviews are due in June for FY25.\n\nReviews are due in July for FY26.\n\nPlans are due on 14 May.';
    expect(tellings('when are the FY26 reviews due?', [section(both)], 5)?.map(({ sentence }) => sentence)).toEqual([
      'Reviews are due in July for FY26.',
      'Plans are due on 14 May.',
    ]);
    expect(tellings('how many boats came in Q3?', [section('In Q2 12 boats came.')], 5)).toEqual([]);
    expect(tellings('how many boats came in Q3?', [section('In Q3 12 boats came.')], 5)).toHaveLength(1);
  });

  test.each([
    [
      'how many days does the clerk have to answer a request?',
      'The clerk answers within 5 days.',
      'Requests are kept for 5 days.',
    ],
    ['how fast do wardens react to an alarm?', 'Wardens respond in two hours.', 'The alarm rings for two hours.'],
    ["what's the SLO for the gate?", 'The gate is up 99.9% of the time.', 'The gate has an SLO.'],
    ["what's the deadline for papers?", 'Papers are handed in by 3 May.', 'The deadline is told by the clerk.'],
    ["what's the max we may spend on a gift?", 'A gift may cost up to $50.', 'At most 3 gifts a year.'],
  ])('are of what is promised, due or spent: %s', (question, telling, other) => {
    expect(tellings(question, [section(telling)], 5)).toHaveLength(1);
    expect(tellings(question, [section(other)], 5)).toEqual([]);
  });

  test('a line without an end is read in part', () => {
    const [found] =
      tellings('how long is it?', [{ heading: ['T'], text: `3 days ${'and so on '.repeat(1000)}` }], 1) ?? [];
    expect(found?.text.length).toBeLessThan(500);
  });
});
