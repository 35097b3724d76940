//! Every scenario of `fixtures/scenarios`, a test each.

use std::collections::BTreeSet;

macro_rules! scenarios {
    ($($name:ident)*) => {
        $(
            #[test]
            fn $name() {
                opentim_scenarios::play(stringify!($name));
            }
        )*

        const PLAYED: &[&str] = &[$(stringify!($name)),*];
    };
}

scenarios! {
    a_free_group_is_joined_and_left
}

#[test]
fn every_scenario_is_played() {
    let files = std::fs::read_dir(opentim_scenarios::folder()).expect("the folder is there");
    let files = files.filter_map(|file| file.ok()?.file_name().into_string().ok()?.strip_suffix(".json").map(str::to_owned));
    let played: BTreeSet<String> = PLAYED.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(files.collect::<BTreeSet<String>>(), played, "the folder and the list in this file differ");
}
