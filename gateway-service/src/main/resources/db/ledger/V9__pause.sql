-- Which agents operators have paused. Redis holds a copy, which agents read; whoever was paused earlier is in the notes.
create table pause (
  agent        text primary key,
  paused_by    text not null,
  since        timestamptz not null default clock_timestamp(),
  why          text not null
);
