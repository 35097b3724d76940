//! What of a group's log a user is owed. Nobody hears of a time when he was not a member: the log says when he was.

use super::due::GroupDue;
use super::source::Source;
use super::stretch::Stretch;
use super::touch::{Owed, Since, Touch, Touches};
use crate::call::Refusal;
use opentim_domain::{GroupId, Kind};
use opentim_store::StoredEvent;

/// How far back it is looked first for the last coming or going of somebody.
const NEAR: u64 = 64;

/// What is to be done about a group.
pub(super) enum Survey {
    Nothing,
    /// Too much was missed, up to this number.
    Refresh(u64),
    Tell(Stretch),
}

/// The events after a cursor.
struct Ahead {
    touches: Touches,
    /// They themselves, if they are few.
    held: Vec<StoredEvent>,
}

impl Source {
    /// Finds out what is owed of a group of which the user was told up to `cursor`, or nothing yet.
    pub(super) async fn survey(&self, due: &GroupDue, cursor: Option<u64>) -> Result<Survey, Refusal> {
        match cursor {
            Some(cursor) => self.after_cursor(due, cursor).await,
            None => self.after_joining(due).await,
        }
    }

    async fn after_cursor(&self, due: &GroupDue, cursor: u64) -> Result<Survey, Refusal> {
        let (until, most) = (due.until, self.engine.backlog.events);
        if cursor == until {
            return Ok(Survey::Nothing);
        }
        if cursor > until || until - cursor > most {
            return Ok(Survey::Refresh(until));
        }
        let Ahead { touches, held } = self.ahead(due, cursor).await?;
        let end = if due.past { touches.last_leave(until) } else { until };
        if end <= cursor {
            return Ok(Survey::Nothing);
        }
        let inside = match touches.inside_before(until) {
            Inside::Known(inside) => Some(inside),
            Inside::AsNow => Some(due.member),
            Inside::AsEver => self.inside_at(&due.group, cursor).await?,
        };
        // It would take too many reads to prove that he was a member.
        let Some(inside) = inside else { return Ok(Survey::Refresh(end)) };
        let kind = touches.kind_from(cursor).or(due.kind);
        Ok(Survey::Tell(Stretch { group: due.group.clone(), kind, inside, at: cursor, end, held }))
    }

    /// Looks at the events after a cursor.
    async fn ahead(&self, due: &GroupDue, cursor: u64) -> Result<Ahead, Refusal> {
        let mut ahead = Ahead { touches: Touches { seen: Vec::new(), above: cursor }, held: Vec::new() };
        let mut at = cursor;
        while at < due.until {
            let page = self.events(&due.group, at, self.engine.backlog.page).await?;
            let Some(last) = page.last() else { break };
            ahead.touches.seen.extend(self.touched(&page));
            let first = at == cursor;
            at = last.number;
            if first && at >= due.until {
                ahead.held = page;
            }
        }
        Ok(ahead)
    }

    /// Whether the user was a member after this event; nothing when he last came or went too long before it.
    async fn inside_at(&self, group: &GroupId, number: u64) -> Result<Option<bool>, Refusal> {
        for most in self.distances() {
            let inside = self.touches(group, number, most).await?.inside_after();
            if inside.is_some() {
                return Ok(inside);
            }
        }
        Ok(None)
    }

    /// Nothing was told of this group yet: he is owed all since he joined it, so often as he did.
    async fn after_joining(&self, due: &GroupDue) -> Result<Survey, Refusal> {
        let until = due.until;
        for most in self.distances() {
            let touches = self.touches(&due.group, until, most).await?;
            let Owed { since, left } = touches.owed(due.leaves, !due.past);
            match since {
                Since::Event(number) => {
                    let (at, end) = (number - 1, if due.past { left } else { until });
                    let kind = touches.kind_from(at).or(due.kind);
                    let stretch = Stretch { group: due.group.clone(), kind, inside: false, at, end, held: Vec::new() };
                    return Ok(Survey::Tell(stretch));
                }
                Since::Never => return Ok(Survey::Nothing),
                Since::Earlier => {}
            }
        }
        Ok(Survey::Refresh(until))
    }

    fn distances(&self) -> [u64; 2] {
        let most = self.engine.backlog.events;
        [NEAR.min(most), most]
    }
}

/// Whether somebody was a member before some events.
enum Inside {
    Known(bool),
    /// They do not touch him: as he is now.
    AsNow,
    /// The group ended with whoever was in it: as he was before them.
    AsEver,
}

impl Touches {
    /// Whether he was a member before them, where what is after `until` only counts if it says that he came.
    fn inside_before(&self, until: u64) -> Inside {
        let first = self.seen.iter().find_map(|(number, touch)| match touch {
            Touch::Banned(_) => None,
            Touch::Comes | Touch::Begins { .. } => Some(Inside::Known(false)),
            Touch::Goes(_) => Some(Inside::Known(true)),
            Touch::Ends(_) => Some(if *number > until { Inside::AsNow } else { Inside::AsEver }),
        });
        first.unwrap_or(Inside::AsNow)
    }

    /// Type of the group that there was after event `at`, if a later one says so.
    fn kind_from(&self, at: u64) -> Option<Kind> {
        let after = self.seen.iter().filter(|(number, _)| *number > at);
        let mut ends = after.filter_map(|(_, touch)| match touch {
            Touch::Ends(kind) => Some(Some(*kind)),
            // What was before is not asked for: nobody was in it.
            Touch::Begins { .. } => Some(None),
            _ => None,
        });
        ends.next().flatten()
    }
}
