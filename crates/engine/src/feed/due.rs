//! What there is to read for a user who comes back.

use super::Cursors;
use super::missed::Missed;
use super::source::{Source, Standing};
use super::told::Item;
use crate::call::Refusal;
use crate::live::is_stored;
use opentim_domain::{GroupId, Kind};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// How often it is looked again when the user goes somewhere meanwhile.
const LOOKS: usize = 8;
/// Groups in clean-up that are looked at. There are few at any time.
const CLOSING: usize = 100;

/// A group whose members are stored, with the number of its newest event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    pub(super) kind: Kind,
    pub(super) number: u64,
}

/// One thing to read.
pub(super) enum Due {
    Group(GroupDue),
    Notices(Missed),
}

/// A group to read.
pub(super) struct GroupDue {
    pub(super) group: GroupId,
    /// The newest event that he was told, if any was.
    pub(super) cursor: Option<u64>,
    /// He is a member.
    pub(super) member: bool,
    /// The newest event that is read; what comes later is pushed.
    pub(super) until: u64,
    /// Its type after that event, if it lives.
    pub(super) kind: Option<Kind>,
    /// How many notices of going he missed.
    pub(super) leaves: usize,
    /// Only what was before he went.
    pub(super) past: bool,
}

/// All that there is to read, as it was at one moment: the user went nowhere between the reads that it was made of.
pub(super) struct Dues {
    pub(super) due: VecDeque<Due>,
    /// The groups he is in.
    pub(super) heads: BTreeMap<GroupId, Head>,
    /// Groups that have ended and that he is still to be told of.
    pub(super) closing: BTreeSet<GroupId>,
}

impl Source {
    /// The groups he is in now.
    pub(super) async fn heads(&self) -> Result<BTreeMap<GroupId, Head>, Refusal> {
        let groups = self.engine.stored_groups(self.app, &self.user).await?;
        Ok(groups.into_iter().map(|group| (group.id, Head { kind: group.kind, number: group.numbers.events })).collect())
    }

    /// Cursors at what is newest now, and the end of catching up that follows from them. A group that is just ending has one too:
    /// he is still to be told of its end, and of nothing before it.
    pub(super) async fn newest(&self) -> Result<(Cursors, Item), Refusal> {
        let notices = self.newest_notice().await?;
        let Dues { due, heads, .. } = self.dues(&Cursors { notices, ..Cursors::default() }).await?;
        let heads: BTreeMap<GroupId, u64> = heads.into_iter().map(|(group, head)| (group, head.number)).collect();
        let ending = due.into_iter().filter_map(|due| match due {
            Due::Group(due) if due.past => Some((due.group, due.until)),
            _ => None,
        });
        let ending: BTreeMap<GroupId, u64> = ending.collect();
        let closing = ending.keys().cloned().collect();
        let groups = heads.iter().chain(&ending).map(|(group, number)| (group.clone(), *number)).collect();
        Ok((Cursors { notices, groups }, Item::End { heads, closing, strange: BTreeSet::new() }))
    }

    /// What there is to read from these cursors on.
    pub(super) async fn dues(&self, from: &Cursors) -> Result<Dues, Refusal> {
        let mut looks = 0;
        loop {
            let missed = self.missed(from.notices).await?;
            let mut dues = Dues { due: VecDeque::new(), heads: self.heads().await?, closing: BTreeSet::new() };
            self.left(from, &missed, &mut dues).await?;
            looks += 1;
            // Whoever goes gets a notice with it: without a new one, all of the above is of one moment.
            if looks == LOOKS || self.notices(missed.until, 1).await?.is_empty() {
                dues.due.extend((missed.until != missed.after).then_some(Due::Notices(missed)));
                dues.present(from);
                return Ok(dues);
            }
        }
    }

    /// Groups that he left meanwhile. What they owe him comes before the notices that say so.
    async fn left(&self, from: &Cursors, missed: &Missed, dues: &mut Dues) -> Result<(), Refusal> {
        let ending = self.engine.store.closing(CLOSING).await?;
        let ending = ending.into_iter().filter(|(app, _)| *app == self.app).map(|(_, group)| group);
        let known = from.groups.keys().chain(missed.leaves.keys()).cloned();
        for group in ending.chain(known).collect::<BTreeSet<GroupId>>() {
            let cursor = from.groups.get(&group).copied();
            let leaves = missed.leaves.get(&group).copied().unwrap_or(0);
            let due = match dues.heads.get(&group) {
                Some(head) => {
                    let (until, kind) = (head.number, Some(head.kind));
                    Some(GroupDue { group, cursor, member: true, until, kind, leaves, past: true })
                }
                None => self.outside(group, cursor, leaves, dues).await?,
            };
            dues.due.extend(due.filter(|due| due.leaves > 0).map(Due::Group));
        }
        Ok(())
    }

    /// What is owed of a group that is not in his list. So many notices say that he left it; one more will come if it is just
    /// ending.
    async fn outside(
        &self,
        group: GroupId,
        cursor: Option<u64>,
        leaves: usize,
        dues: &mut Dues,
    ) -> Result<Option<GroupDue>, Refusal> {
        let mut due = GroupDue { group: group.clone(), cursor, member: false, until: 0, kind: None, leaves, past: true };
        if leaves > 0 {
            // In this order: when the group ends or begins meanwhile, the log up to the newest event says so; and when the newest
            // event is its end, then where he stands does.
            due.kind = self.engine.group(self.app, &group).await?.map(|group| group.kind);
            due.until = self.newest_event(&group, cursor.unwrap_or(0)).await?;
        }
        match self.standing(&group).await? {
            Standing::Inside(inside) if is_stored(&inside) && leaves == 0 => {
                dues.heads.insert(group, Head { kind: inside.kind, number: inside.numbers.events });
                return Ok(None);
            }
            Standing::Closing => {
                due.leaves += 1;
                due.until = self.newest_event(&group, cursor.unwrap_or(0)).await?;
                dues.closing.insert(group);
            }
            Standing::Inside(_) | Standing::Outside => {}
        }
        Ok(Some(due))
    }
}

impl Dues {
    /// The groups he is in. What is new there comes after the notices of his joining.
    fn present(&mut self, from: &Cursors) {
        for (group, head) in &self.heads {
            let cursor = from.groups.get(group).copied();
            if cursor != Some(head.number) {
                let (group, until, kind) = (group.clone(), head.number, Some(head.kind));
                self.due.push_back(Due::Group(GroupDue { group, cursor, member: true, until, kind, leaves: 0, past: false }));
            }
        }
    }
}
