//! Pointers, receipts, looks.

use conversas_domain::entry::Seq;
use conversas_domain::ids::{OpId, PersonId, SchoolId};
use conversas_domain::moment::Moment;
use conversas_domain::person::Actor;
use conversas_protocol::{LookView, Receipt};
use conversas_store::StoreError;
use conversas_store::log::{Log, LogWrites, Look, Pointer, Scope};

use super::Session;
use crate::error::told;
use crate::{events, looks, receipts};

impl Log for Session<'_> {
    read! {
        fn pointers_after(scopes: &[Scope], seq: Seq, limit: usize) -> (Vec<Pointer>, bool) = events::after;
        fn scopes_up_to(school: SchoolId, up_to: Seq) -> Vec<Scope> = events::scopes_up_to;
        fn receipt(person: PersonId, op: OpId) -> Option<Receipt> = receipts::load;
        fn missing_looks(person: PersonId, shown: &[Look], at: Moment) -> Vec<Look> = looks::missing;
        fn looks_before(school: SchoolId, number: i64, limit: usize) -> Vec<LookView> = looks::before;
    }
}

impl LogWrites for Session<'_> {
    fn append(&mut self, pointer: Pointer, scopes: &[Scope]) -> Result<(), StoreError> {
        events::append(self.conn, pointer, scopes).map_err(told)?;
        scopes.iter().for_each(|scope| self.ring(*scope));
        Ok(())
    }

    fn ring(&mut self, scope: Scope) {
        if !self.rung.contains(&scope) {
            self.rung.push(scope);
        }
    }

    write! {
        fn close_up_to(school: SchoolId, up_to: Seq) -> () = events::close_up_to;
        fn forget_pointers(scope: Scope, up_to: Seq, limit: usize) -> usize = events::forget;
        fn mark_day(day: i64) -> () = events::mark_day;
        fn take_older_than(day: i64) -> Vec<(SchoolId, Seq)> = events::older_than;
        fn insert_receipt(person: PersonId, receipt: &Receipt, at: Moment) -> () = receipts::insert;
        fn clamp_receipts(now: Moment, limit: usize) -> usize = receipts::clamp;
        fn forget_receipts(before: Moment, limit: usize) -> usize = receipts::forget;
        fn forget_refused_receipts(before: Moment, limit: usize) -> usize = receipts::forget_refused;
        fn insert_looks(actor: Actor, looks: &[Look], at: Moment) -> () = looks::insert;
        fn forget_looks(before: Moment, limit: usize) -> usize = looks::forget;
    }
}
