//! How often a session may call (rule book 9).

use governor::clock::{Clock, MonotonicClock};
use governor::middleware::NoOpMiddleware;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use opentim_domain::SessionRates;
use opentim_wire::sdk::codes::TOO_OFTEN;
use opentim_wire::sdk::{Failure, Uses};
use std::num::NonZeroU32;
use std::time::Duration;

/// Rule book 9: attributes are written or read too often.
const ATTRIBUTES: i32 = 8511;
/// Rule book 9: the number of those online is asked for too often.
const ONLINE_COUNT: i32 = 8512;
/// Rule book 9: profiles of groups are asked for too often.
const GROUP_INFO: i32 = 8513;
/// Rule book 9: the list of the own groups is asked for too often.
const JOINED_LIST: i32 = 8514;

/// The tokens of one session. A session without limits has none, and takes no memory for them.
pub(crate) struct Pace(Option<Box<Buckets<MonotonicClock>>>);

struct Buckets<C: Clock> {
    calls: Option<Bucket<C>>,
    attribute_writes: Option<Bucket<C>>,
    attribute_reads: Option<Bucket<C>>,
    online_counts: Option<Bucket<C>>,
    group_infos: Option<Bucket<C>>,
    joined_lists: Option<Bucket<C>>,
}

struct Bucket<C: Clock> {
    tokens: RateLimiter<NotKeyed, InMemoryState, C, NoOpMiddleware<C::Instant>>,
    code: i32,
    /// What may be done so often.
    what: &'static str,
    most: NonZeroU32,
    seconds: u32,
}

impl Pace {
    pub(crate) fn new(rates: &SessionRates) -> Self {
        Self((*rates != SessionRates::NONE).then(|| Box::new(Buckets::new(rates, &MonotonicClock))))
    }

    /// Takes a token for a call.
    ///
    /// # Errors
    /// It comes too early.
    pub(crate) fn admit(&self, method: Uses) -> Result<(), Failure> {
        self.0.as_ref().map_or(Ok(()), |buckets| buckets.admit(method))
    }
}

impl<C: Clock + Clone> Buckets<C> {
    fn new(rates: &SessionRates, clock: &C) -> Self {
        let bucket = |most: Option<u32>, seconds, code, what| Bucket::new(most, seconds, code, what, clock);
        Self {
            calls: bucket(rates.calls, 1, TOO_OFTEN, "calls"),
            attribute_writes: bucket(rates.attribute_writes, 5, ATTRIBUTES, "writes of attributes"),
            attribute_reads: bucket(rates.attribute_reads, 5, ATTRIBUTES, "reads of attributes"),
            online_counts: bucket(rates.online_counts, 60, ONLINE_COUNT, "calls for the number of those online"),
            group_infos: bucket(rates.group_infos, 1, GROUP_INFO, "calls for profiles of groups"),
            joined_lists: bucket(rates.joined_lists, 1, JOINED_LIST, "calls for the list of own groups"),
        }
    }

    fn admit(&self, method: Uses) -> Result<(), Failure> {
        let own = match method {
            // They are answered without the groups.
            Uses::GetLoginStatus | Uses::GetLoginUserId => return Ok(()),
            Uses::GroupInitGroupAttributes | Uses::GroupSetGroupAttributes | Uses::GroupDeleteGroupAttributes => {
                &self.attribute_writes
            }
            Uses::GroupGetGroupAttributes => &self.attribute_reads,
            Uses::GroupGetOnlineMemberCount => &self.online_counts,
            Uses::GroupGetGroupInfoList => &self.group_infos,
            Uses::GroupGetJoinedGroupList => &self.joined_lists,
            _ => &None,
        };
        [own, &self.calls].into_iter().flatten().try_for_each(Bucket::take)
    }
}

impl<C: Clock + Clone> Bucket<C> {
    fn new(most: Option<u32>, seconds: u32, code: i32, what: &'static str, clock: &C) -> Option<Self> {
        let most = most.and_then(NonZeroU32::new)?;
        let quota = Quota::with_period(Duration::from_secs(seconds.into()) / most.get())?.allow_burst(most);
        Some(Self { tokens: RateLimiter::direct_with_clock(quota, clock.clone()), code, what, most, seconds })
    }

    fn take(&self) -> Result<(), Failure> {
        let Self { tokens, code, what, most, seconds } = self;
        let time = if *seconds == 1 { "a second".to_owned() } else { format!("{seconds} seconds") };
        let text = || format!("too often: a session may make {most} {what} in {time}; wait a moment");
        tokens.check().map_err(|_| Failure::new(*code, text()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use governor::clock::FakeRelativeClock;

    fn refused(buckets: &Buckets<FakeRelativeClock>, method: Uses) -> Option<i32> {
        buckets.admit(method).err().map(|failure| failure.code)
    }

    #[test]
    fn a_session_without_limits_calls_as_often_as_it_likes() {
        let pace = Pace::new(&SessionRates::NONE);
        assert!((0..1000).all(|_| pace.admit(Uses::GroupGetJoinedGroupList).is_ok()));
    }

    #[test]
    fn each_kind_of_call_has_its_own_rate_and_its_own_code() {
        let clock = FakeRelativeClock::default();
        let buckets = Buckets::new(&SessionRates { calls: None, ..SessionRates::TENCENT }, &clock);
        for (method, most, seconds, code) in [
            (Uses::GroupGetGroupAttributes, 20, 5, ATTRIBUTES),
            (Uses::GroupGetOnlineMemberCount, 1, 60, ONLINE_COUNT),
            (Uses::GroupGetGroupInfoList, 1, 1, GROUP_INFO),
            (Uses::GroupGetJoinedGroupList, 1, 1, JOINED_LIST),
        ] {
            for _ in 0..most {
                assert_eq!(refused(&buckets, method), None, "{method:?}");
            }
            assert_eq!(refused(&buckets, method), Some(code), "{method:?}");
            clock.advance(Duration::from_secs(seconds));
            assert_eq!(refused(&buckets, method), None, "{method:?}");
        }
    }

    #[test]
    fn writes_of_attributes_share_a_rate() {
        let clock = FakeRelativeClock::default();
        let buckets = Buckets::new(&SessionRates { calls: None, ..SessionRates::TENCENT }, &clock);
        for _ in 0..5 {
            assert_eq!(refused(&buckets, Uses::GroupInitGroupAttributes), None);
            assert_eq!(refused(&buckets, Uses::GroupSetGroupAttributes), None);
        }
        assert_eq!(refused(&buckets, Uses::GroupDeleteGroupAttributes), Some(ATTRIBUTES));
    }

    #[test]
    fn all_calls_share_one_besides() {
        let clock = FakeRelativeClock::default();
        let buckets = Buckets::new(&SessionRates::TENCENT, &clock);
        for _ in 0..5 {
            assert_eq!(refused(&buckets, Uses::GroupCreate), None);
        }
        assert_eq!(refused(&buckets, Uses::GroupCreate), Some(TOO_OFTEN));
        assert_eq!(refused(&buckets, Uses::GetLoginStatus), None);
    }
}
