//! Users behind a bad network, and a server that is killed: at the end everybody has heard exactly what the log says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::disallowed_types, reason = "tests end at the first surprise")]

mod faulty;

use faulty::{Counted, Crowd, Dice, Ground, PATIENCE, TOWN, Writer, counts};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

const GROUPS: [&str; 5] = ["north", "east", "south", "west", TOWN];

/// Changes of one caller at most. Together they make fewer events in a group than may be missed before it must be read anew: this
/// is about those that are told one by one.
const MOST_CHANGES: usize = 900;

/// Cuts, stalls and half-open connections, and now and then the server is killed and started again, while four callers change the
/// groups: what they say, attributes, counters, topics. `OPENTIM_FAULT_SECS` makes it longer, `OPENTIM_FAULT_SEED` repeats one.
#[test]
fn nobody_misses_or_doubles_an_event_whatever_the_network_does() {
    let mut dice = Dice::from_environment();
    let mut ground = Ground::open();
    let users: Vec<String> = (0..12).map(|number| format!("user{number}")).collect();
    GROUPS.iter().for_each(|group| ground.import(group, &users));
    let crowd = Crowd::log_in(&users, &ground);
    let end = Instant::now() + faulty::duration();
    let over = AtomicBool::new(false);
    let (mut changes, mut all) = (0, Vec::new());
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..4_usize)
            .map(|number| {
                let (over, mut writer) = (&over, Writer::new(number, ground.rest()));
                scope.spawn(move || {
                    let mut count = 0;
                    while !over.load(Ordering::Relaxed) && count < MOST_CHANGES {
                        count += 1;
                        sleep(faulty::duration() / u32::try_from(MOST_CHANGES).unwrap());
                        writer.change(&GROUPS);
                    }
                    (count, writer.counted)
                })
            })
            .collect();
        while Instant::now() < end {
            sleep(Duration::from_millis(dice.below(400)));
            match dice.below(10) {
                0..4 => ground.proxy.cut(),
                4..6 => ground.proxy.halve(),
                6..8 => {
                    ground.proxy.stall();
                    sleep(Duration::from_millis(dice.below(1500)));
                    ground.proxy.clear();
                }
                _ => ground.kill_and_start(),
            }
        }
        over.store(true, Ordering::Relaxed);
        for writer in writers {
            let (count, counted) = writer.join().unwrap();
            changes += count;
            all.push(counted);
        }
        println!("{changes} changes, {} kills", ground.kills);
    });
    for group in GROUPS {
        ground.rest().change(group, "the end");
    }
    crowd.wait_for("the end", &GROUPS, PATIENCE);
    let found: BTreeMap<_, _> =
        GROUPS.iter().filter(|group| **group != TOWN).map(|group| (*group, ground.rest().counters(group))).collect();
    let logs = ground.logs(&GROUPS);
    compare_counters(&all, &found, &logs);
    crowd.compare(logs);
}

/// What was answered was counted once, what was not answered at most once; and the last thing that was said of a counter is its value.
fn compare_counters(counted: &[Counted], found: &BTreeMap<&str, BTreeMap<String, i64>>, logs: &BTreeMap<String, Vec<String>>) {
    let mut open = 0;
    for (group, counters) in found {
        for (key, value) in counters {
            let all: Vec<_> = counted.iter().filter_map(|counted| counted.get(&((*group).to_owned(), key.as_str()))).collect();
            let (least, most) =
                (all.iter().map(|bounds| bounds.least).sum::<i64>(), all.iter().map(|bounds| bounds.most).sum::<i64>());
            assert!((least..=most).contains(value), "{key} of {group} counts {value}, not {least} to {most}");
            let last = logs[*group].iter().rfind(|said| said.starts_with(&format!("{key} counts ")));
            assert_eq!(last, Some(&counts(key, *value)), "what was said last of a counter of {group}");
            open += most - least;
        }
        assert_eq!(counters.keys().map(String::as_str).collect::<Vec<_>>(), ["perhaps", "surely"], "the counters of {group}");
    }
    println!("counters are what was answered; of {open} nobody knew");
}

#[test]
fn a_thousand_sessions_resume_at_once() {
    let mut ground = Ground::open();
    let users: Vec<String> = (0..1000).map(|number| format!("user{number}")).collect();
    ground.import("crowd", &users);
    let crowd = Crowd::log_in(&users, &ground);
    for round in 0..3 {
        ground.rest().change("crowd", &format!("before {round}"));
        match round {
            0 => ground.proxy.cut(),
            1 => ground.kill_and_start(),
            _ => ground.proxy.halve(),
        }
        for count in 0..20 {
            ground.rest().change("crowd", &format!("after {round}-{count}"));
        }
    }
    // Those that are half open find it out by their heartbeat; this one tells them.
    ground.proxy.cut();
    ground.rest().change("crowd", "the end");
    crowd.wait_for("the end", &["crowd"], PATIENCE);
    crowd.compare(ground.logs(&["crowd"]));
}
