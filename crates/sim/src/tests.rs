use crate::{Planted, run};

/// The first seed, among many, that finds a planted bug.
fn found(planted: Planted) -> Option<u64> {
    (0..500).find(|seed| run(*seed, planted).is_err())
}

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
    for planted in [Planted::RaceForAnId, Planted::ForgottenOperation, Planted::EarlyReply, Planted::LostEffects] {
        let seed = found(planted);
        assert!(seed.is_some(), "{planted:?} was not found in 500 schedules");
    }
}
