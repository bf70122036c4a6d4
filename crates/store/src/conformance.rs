//! The checks that every store passes, whatever database is behind it.
//!
//! A crate that implements the port runs all of them as its tests: `conversas_store::conformance!(opened);` with a function
//! `fn opened() -> Opened` that makes an empty store and says how it is broken on purpose. To add a check: a function in the file of its subject, its name in the
//! list of the macro.

use std::any::Any;
use std::sync::{Arc, Mutex, PoisonError};

use crate::{AfterCommit, Scope, Store, Waiting};

mod accounts;
mod attachments;
mod faults;
mod log;
mod races;
mod threads;
mod town;
mod transactions;
mod upkeep;

pub use accounts::*;
pub use attachments::*;
pub use faults::*;
pub use log::*;
pub use races::*;
pub use threads::*;
pub use transactions::*;
pub use upkeep::*;

/// The scopes that a store told of after its commits.
#[derive(Clone, Default)]
pub struct Heard(Arc<Mutex<Vec<Scope>>>);

impl Heard {
    /// A listener for a store that is opened.
    pub fn listener(&self) -> impl AfterCommit + use<> {
        let heard = self.clone();
        move |scopes: &[Scope]| heard.lock().extend_from_slice(scopes)
    }

    /// Answers all scopes so far.
    pub fn all(&self) -> Vec<Scope> {
        self.lock().clone()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Scope>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes writing fail: from the next change on so many rows can be written and none after them, or any number again.
pub type Faults = Box<dyn Fn(Option<usize>) -> Waiting<'static, ()> + Send + Sync>;

/// An empty store for one check.
pub struct Opened {
    /// The store.
    pub store: Store,
    /// The scopes that the store's listener has heard.
    pub heard: Heard,
    /// The way to make writes of the store fail.
    pub faults: Faults,
    /// A value that keeps the store's folder or database until the end of the check.
    pub kept: Box<dyn Any>,
}

/// Makes a test of each check, with a function that opens an empty store.
#[macro_export]
macro_rules! conformance {
    ($opened:path) => {
        $crate::conformance!(
            $opened;
            a_change_that_fails_leaves_nothing_and_rings_nobody
            a_change_that_panics_is_undone_and_the_store_goes_on
            a_change_that_gives_up_after_any_of_its_writes_leaves_nothing
            a_change_that_cannot_write_any_of_its_rows_leaves_nothing
            a_change_reads_its_own_writes
            a_commit_is_heard_once_for_each_scope
            changes_at_once_take_numbers_without_gaps
            many_numbers_are_taken_at_once_and_none_for_none
            a_number_that_is_not_kept_is_taken_again
            an_upload_that_begins_many_times_at_once_is_begun_once
            a_limit_holds_however_many_begin_at_once
            a_key_is_made_once_however_many_ask_for_it
            a_closed_store_says_so
            an_account_is_found_without_regard_to_case
            a_device_is_active_then_revoked_then_unknown
            a_person_has_so_many_devices
            sessions_on_a_device_are_those_with_its_secret
            wrong_passwords_are_told_until_they_are_forgotten
            an_address_of_a_clock_that_was_ahead_leaves_room
            an_email_is_taken_once
            a_link_that_ended_is_no_link
            a_conversation_is_found_by_its_set_of_guardians
            sets_answer_what_there_is_and_leave_out_the_rest
            entries_are_found_by_their_identifiers_in_their_thread_alone
            people_come_with_school_and_roles
            an_account_acts_as_people_in_their_roles
            access_ends_with_the_role_and_with_the_stay
            an_external_id_is_of_one_person_in_a_school
            administrators_are_those_who_have_not_left
            earlier_tickets_are_so_many_and_the_newest_first
            pages_of_a_channel_follow_each_other
            a_read_mark_only_moves_forward
            what_has_reached_a_side_only_moves_forward
            pointers_come_in_order_each_number_once
            a_log_that_was_closed_stays_closed
            a_receipt_is_of_one_person
            looks_are_recorded_once_a_day
            files_fill_their_person_and_school_until_they_are_sent
            a_content_is_needed_as_long_as_a_file_has_it
            a_content_was_uploaded_by_who_uploaded_all_of_it
            files_that_had_their_time_come_in_order
            a_loose_content_is_remembered_until_it_is_looked_at
            data_says_what_it_is_for
            people_come_in_batches
            time_that_was_skipped_makes_nothing_older
            moments_that_lie_ahead_come_back
        );
    };
    ($opened:path; $($check:ident)*) => {
        $(
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn $check() {
                let opened = $opened();
                $crate::conformance::$check(&opened).await.expect("the store answers");
            }
        )*
    };
}
