//! Call rates (rule book 9): so many calls a second of one command, and of one app.

use governor::clock::{Clock, MonotonicClock};
use governor::middleware::NoOpMiddleware;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use opentim_wire::rest::{Endpoint, Failure};
use std::num::NonZeroU32;

/// Calls per second that an app may make; nothing means as many as it likes. As many may come at once.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Rates {
    /// Of each command.
    pub per_command: Option<u32>,
    /// Of all commands together.
    pub per_app: Option<u32>,
    /// Of `get_appid_group_list`.
    pub app_list: Option<u32>,
}

/// Rule book 4.2: this API is called too often.
const TOO_OFTEN: i32 = 60007;
/// Rule book 4.2: this app calls too often.
const APP_TOO_OFTEN: i32 = 60011;
/// Rule book 9: `get_appid_group_list` is called too often.
const LIST_TOO_OFTEN: i32 = 10006;

type Bucket<C> = RateLimiter<NotKeyed, InMemoryState, C, NoOpMiddleware<<C as Clock>::Instant>>;

/// A call that came too early.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct TooOften {
    pub failure: Failure,
    /// Calls a second that are allowed.
    pub rate: u32,
}

/// The tokens of one app, command by command and for all together.
pub(crate) struct Buckets<C: Clock = MonotonicClock> {
    rates: Rates,
    commands: Vec<Option<Bucket<C>>>,
    app: Option<Bucket<C>>,
}

impl Buckets {
    pub fn new(rates: Rates) -> Self {
        Self::with_clock(rates, &MonotonicClock)
    }
}

impl<C: Clock + Clone> Buckets<C> {
    fn with_clock(rates: Rates, clock: &C) -> Self {
        let bucket = |rate: Option<u32>| {
            let rate = rate.and_then(NonZeroU32::new)?;
            Some(RateLimiter::direct_with_clock(Quota::per_second(rate), clock.clone()))
        };
        let of = |at| bucket(if at == Endpoint::GetAppidGroupList.index() { rates.app_list } else { rates.per_command });
        Self { rates, commands: (0..Endpoint::COUNT).map(of).collect(), app: bucket(rates.per_app) }
    }

    /// Takes a token for a call, or refuses it.
    pub fn admit(&self, endpoint: Endpoint) -> Result<(), TooOften> {
        let bucket = self.commands.get(endpoint.index()).and_then(Option::as_ref);
        if bucket.is_some_and(|bucket| bucket.check().is_err()) {
            let list = endpoint == Endpoint::GetAppidGroupList;
            let (rate, number) = if list { (self.rates.app_list, LIST_TOO_OFTEN) } else { (self.rates.per_command, TOO_OFTEN) };
            let rate = rate.unwrap_or_default();
            let text = format!("{} is called more than {rate} times a second; call it less often", endpoint.name());
            return Err(TooOften { failure: Failure::new(number, text), rate });
        }
        if self.app.as_ref().is_some_and(|bucket| bucket.check().is_err()) {
            let rate = self.rates.per_app.unwrap_or_default();
            let text = format!("the app makes more than {rate} calls a second, all commands together; call less often");
            return Err(TooOften { failure: Failure::new(APP_TOO_OFTEN, text), rate });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use governor::clock::FakeRelativeClock;
    use std::time::Duration;

    const SECOND: Duration = Duration::from_secs(1);

    fn outcome<C: Clock + Clone>(buckets: &Buckets<C>, endpoint: Endpoint) -> Result<(), i32> {
        buckets.admit(endpoint).map_err(|too_often| too_often.failure.number)
    }

    #[test]
    fn a_second_holds_as_many_calls_as_the_rate_says() {
        let clock = FakeRelativeClock::default();
        let rates = Rates { per_command: Some(2), per_app: None, app_list: Some(1) };
        let buckets = Buckets::with_clock(rates, &clock);
        assert_eq!(outcome(&buckets, Endpoint::CreateGroup), Ok(()));
        assert_eq!(outcome(&buckets, Endpoint::CreateGroup), Ok(()));
        assert_eq!(outcome(&buckets, Endpoint::CreateGroup), Err(TOO_OFTEN));
        assert_eq!(outcome(&buckets, Endpoint::DestroyGroup), Ok(()));
        clock.advance(SECOND);
        assert_eq!(outcome(&buckets, Endpoint::CreateGroup), Ok(()));
        assert_eq!(outcome(&buckets, Endpoint::GetAppidGroupList), Ok(()));
        assert_eq!(outcome(&buckets, Endpoint::GetAppidGroupList), Err(LIST_TOO_OFTEN));
    }

    #[test]
    fn all_commands_of_an_app_share_its_own_rate() {
        let clock = FakeRelativeClock::default();
        let buckets = Buckets::with_clock(Rates { per_app: Some(2), ..Rates::default() }, &clock);
        assert_eq!(outcome(&buckets, Endpoint::CreateGroup), Ok(()));
        assert_eq!(outcome(&buckets, Endpoint::DestroyGroup), Ok(()));
        assert_eq!(outcome(&buckets, Endpoint::GetAppidGroupList), Err(APP_TOO_OFTEN));
        clock.advance(SECOND / 2);
        assert_eq!(outcome(&buckets, Endpoint::GetAppidGroupList), Ok(()));
        assert_eq!(outcome(&buckets, Endpoint::CreateGroup), Err(APP_TOO_OFTEN));
    }

    #[test]
    fn no_rate_is_no_limit() {
        let buckets = Buckets::new(Rates::default());
        assert!((0..10_000).all(|_| outcome(&buckets, Endpoint::CreateGroup).is_ok()));
    }
}
