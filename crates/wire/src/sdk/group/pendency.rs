//! Applications and invitations, which this dialect calls pendencies.

mod handle;
mod list;
mod record;

pub use handle::{
    GroupHandlePendencyListParam, GroupHandlePendencyParam, GroupHandlePendencyResult, HandlePendencyListParams,
    HandlePendencyParams, PendencyEntry, PendencyList, handle_pendencies, handle_pendency, handled_pendencies,
};
pub use list::{
    GetPendencyListParams, GroupPendencyOption, GroupPendencyResult, PendenciesAsked, PendenciesFound, ReportParams,
    pendencies_asked, pendencies_found, pendencies_read,
};
pub use record::GroupPendency;
