//! The school's ledger: writes a decision into the store, and finds out who hears of it.
//!
//! Every change goes through here: [`apply()`] takes the decisions of operations, [`deliver`] what has reached a side, the
//! other functions are for those who run a school. Each takes its numbers and writes its pointers in the caller's
//! transaction. Rules stand in the domain and SQL in the store, neither stands here. To add a change: a function in the file
//! of its subject that ends with the pointers of everybody who sees it.

mod apply;
mod delivery;
mod people;
mod school;
mod sessions;

pub(crate) use apply::apply;
pub use apply::extend;
pub(crate) use delivery::deliver;
pub use people::{add_member, link_guardian, remove_member, unlink_guardian};
pub(crate) use people::{follow, unfollow};
pub(crate) use school::delete_reply;
pub use school::{
    add_channel, expire_cursors, prune_events, put_reply, set_channel_active, set_channel_hours, set_plan,
};
pub(crate) use sessions::end_session;
pub use sessions::revoke_device;
