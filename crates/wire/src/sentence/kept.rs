//! Sentences about attributes and counters.

pub(super) fn behind(given: u64, current: u64) -> String {
    format!(
        "the attributes have changed since they were read: they were read as of change {given}, the newest is {current}; read them \
         and write again"
    )
}

pub(super) fn overflow(key: &str, value: i64, wanted: i128) -> String {
    format!("counter {key:?} is {value} and would become {wanted}; a counter lies between {} and {}", i64::MIN, i64::MAX)
}
