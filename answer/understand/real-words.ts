/**
 * English words that are one slip away from one by which questions are understood, and mean something else: a contract is no contact.
 * Those that a company's own pages use are known from there.
 */
export const realWords: ReadonlySet<string> = new Set(
  `
  alone alter among apples baked bared basel beans benin biased bleak blows bread buys caller calmed chair chancel
  change changes chargers charles chile chili chill commando compete competed competes complexes concert concerts
  contract contractor contracts contrast contrasts county court defend directory employed employer employers excerpt
  experience experiences export exports farmer fills finnish formed founded glide guido guise haired hands header
  healed healthy hearth heated heath heats heaved herds hunan knots known lanes lange larger leafs leaking leaks
  leaning leans leaping leaps leapt lease leash leasing leaving leeds lending linen liner linger loading loads locked
  locks longed loomed loops looted loving lunch mali massage maximus moaning needy nestled older otter owing palace
  paler pants paper papers paris parks parsons party patent patents peace pearson persona plane plate police ports
  precious produce produces projector prone proposed proposes protect protected protecting protects prowess purposes
  rapport react reads reddy reich relics relief reliefs replied replies resort resorts retort roach sacks score scores
  scream screams serge serie series server servers shack shops skate slate slick slope slopes smack smart snack snacks
  squat squid stack stacks stade stage stages stake stakes stale stared stark starr starred stars starter startled
  starved staten steam stems stiff strand streak streaks stuart stuffed supervisory taken tales tapes taxes tears
  thorough though tiles tire tonic torch tough toxic trams trough whale while white worms writer wrote
  `
    .trim()
    .split(/\s+/),
);
