//! Call rates (rule book 9): so many calls of one command in one second.

use opentim_wire::rest::{Endpoint, Failure};
use std::sync::atomic::{AtomicU64, Ordering};

/// Calls per second that an app may make; nothing means as many as it likes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Rates {
    /// Of each command.
    pub per_command: Option<u32>,
    /// Of `get_appid_group_list`.
    pub app_list: Option<u32>,
}

/// Rule book 4.2: this API is called too often.
const TOO_OFTEN: i32 = 60007;
/// Rule book 9: `get_appid_group_list` is called too often.
const LIST_TOO_OFTEN: i32 = 10006;

/// The calls of one app in the current second, command by command.
pub(crate) struct Windows {
    rates: Rates,
    windows: [Window; Endpoint::COUNT],
}

/// Second and count in one number, so that both change together.
#[derive(Default)]
struct Window(AtomicU64);

impl Windows {
    pub fn new(rates: Rates) -> Self {
        Self { rates, windows: std::array::from_fn(|_| Window::default()) }
    }

    /// Counts a call in this second, or refuses it.
    pub fn admit(&self, endpoint: Endpoint, second: u64) -> Result<(), Failure> {
        let (rate, number) = match endpoint {
            Endpoint::GetAppidGroupList => (self.rates.app_list, LIST_TOO_OFTEN),
            _ => (self.rates.per_command, TOO_OFTEN),
        };
        match rate {
            Some(rate) if !self.windows[endpoint.index()].take(rate, second) => {
                let text = format!("{} is called more than {rate} times a second; call it less often", endpoint.name());
                Err(Failure::new(number, text))
            }
            _ => Ok(()),
        }
    }
}

impl Window {
    fn take(&self, rate: u32, second: u64) -> bool {
        let next = |state: u64| {
            let (at, count) = (state >> 32, state & u64::from(u32::MAX));
            let count = if at == second { count } else { 0 };
            (count < u64::from(rate)).then_some(second << 32 | (count + 1))
        };
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_holds_as_many_calls_as_the_rate_says() {
        let windows = Windows::new(Rates { per_command: Some(2), app_list: Some(1) });
        let outcome = |endpoint, second| windows.admit(endpoint, second).map_err(|failure| failure.number);
        assert_eq!(outcome(Endpoint::CreateGroup, 5), Ok(()));
        assert_eq!(outcome(Endpoint::CreateGroup, 5), Ok(()));
        assert_eq!(outcome(Endpoint::CreateGroup, 5), Err(TOO_OFTEN));
        assert_eq!(outcome(Endpoint::DestroyGroup, 5), Ok(()));
        assert_eq!(outcome(Endpoint::CreateGroup, 6), Ok(()));
        assert_eq!(outcome(Endpoint::GetAppidGroupList, 6), Ok(()));
        assert_eq!(outcome(Endpoint::GetAppidGroupList, 6), Err(LIST_TOO_OFTEN));
    }

    #[test]
    fn no_rate_is_no_limit() {
        let windows = Windows::new(Rates::default());
        assert!((0..10_000).all(|_| windows.admit(Endpoint::CreateGroup, 1).is_ok()));
    }
}
