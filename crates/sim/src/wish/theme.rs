//! What a schedule is about.

use crate::dice::Dice;
use opentim_domain::{JoinOption, Kind};

/// What most wishes of a schedule are about, so that they meet.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Theme {
    /// Everything.
    Any,
    /// Few places and many who want them.
    Rush,
    /// Applications and those who decide on them.
    Decisions,
    /// Who is owner and who is admin.
    Staff,
    /// Going and being removed, until nobody is left.
    Exodus,
    /// Ends and new beginnings.
    Rebirth,
    /// Coming and going in live groups.
    Live,
    /// Attributes and counters that many write.
    Contents,
    /// Communities where permission groups rule.
    Rights,
    /// Small quotas, and groups that come and go.
    Quotas,
    /// Invite links.
    Links,
    /// Communities with topics.
    Topics,
    /// Persons who are erased.
    Erasure,
}

impl Theme {
    /// Rolls one.
    pub(crate) fn roll(dice: &Dice) -> Self {
        let often = [Self::Any, Self::Any, Self::Rush, Self::Decisions, Self::Staff];
        let themes = [
            Self::Exodus,
            Self::Rebirth,
            Self::Live,
            Self::Contents,
            Self::Rights,
            Self::Quotas,
            Self::Links,
            Self::Topics,
            Self::Erasure,
        ];
        let at = dice.roll(often.len() + themes.len());
        *often.iter().chain(&themes).nth(at).unwrap_or(&Self::Any)
    }

    /// Types of its groups.
    pub(super) fn kinds(self) -> &'static [Kind] {
        match self {
            Self::Any | Self::Rebirth | Self::Erasure => &[Kind::Public, Kind::Public, Kind::Work, Kind::Meeting, Kind::Community],
            Self::Rush | Self::Staff => &[Kind::Public, Kind::Meeting, Kind::Community],
            Self::Decisions => &[Kind::Public],
            Self::Live => &[Kind::Live],
            Self::Contents => &[Kind::Public, Kind::Work, Kind::Meeting],
            Self::Rights | Self::Topics => &[Kind::Community],
            Self::Quotas => &[Kind::Public, Kind::Live, Kind::Community],
            Self::Links => &[Kind::Public, Kind::Work, Kind::Meeting, Kind::Community],
            Self::Exodus => &[Kind::Work, Kind::Work, Kind::Public],
        }
    }

    /// Communities of it have topics, in which permission groups may rule.
    pub(super) fn topics(self) -> bool {
        matches!(self, Self::Rights | Self::Topics)
    }

    /// What applications meet there.
    pub(super) fn joins(self) -> &'static [JoinOption] {
        match self {
            Self::Rush | Self::Contents | Self::Rights | Self::Quotas | Self::Topics => &[JoinOption::Free],
            Self::Decisions => &[JoinOption::Approval],
            _ => &[JoinOption::Free, JoinOption::Approval, JoinOption::Approval, JoinOption::Forbidden],
        }
    }
}
