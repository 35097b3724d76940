use crate::{Planted, run};

/// Schedules within which every planted bug must be found.
const FEW: u64 = 400;

#[test]
fn a_sound_store_shows_no_violation() {
    for seed in 0..200 {
        assert_eq!(run(seed, Planted::Nothing).map(|_| ()), Ok(()), "seed {seed}");
    }
}

#[test]
fn the_same_seed_gives_the_same_run() {
    assert_eq!(run(42, Planted::Nothing), run(42, Planted::Nothing));
}

#[test]
fn every_planted_bug_is_found() {
    for planted in Planted::ALL {
        let found = (0..FEW).find_map(|seed| Some((seed, run(seed, planted).err()?)));
        println!("{planted:?}: {found:?}");
        assert!(found.is_some(), "{planted:?} was not found in {FEW} schedules");
    }
}
