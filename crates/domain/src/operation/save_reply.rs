//! "Respostas prontas": a member of the channel makes a reply or replaces one.

use super::{Change, ChannelFacts, Decision};
use crate::canned_reply::{CannedReply, REPLIES_LIMIT};
use crate::permission::Action;
use crate::rejection::Rejection;

/// Saves `reply` in a channel that keeps `kept`. Saving the same reply again changes nothing.
pub fn save_reply(
    facts: &ChannelFacts,
    kept: &[CannedReply],
    reply: CannedReply,
) -> Result<Decision, Rejection> {
    facts.require(Action::ManageReplies)?;
    let target = facts.channel_id.into();
    match kept.iter().find(|known| known.id == reply.id) {
        Some(known) if *known == reply => return Ok(Decision { target, changes: Vec::new() }),
        Some(_) => {}
        None if kept.len() >= REPLIES_LIMIT => return Err(Rejection::TooManyReplies),
        None => {}
    }
    let change = Change::ReplySaved { channel_id: facts.channel_id, reply: Box::new(reply) };
    Ok(Decision { target, changes: vec![change] })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::tests::*;

    #[test]
    fn a_member_makes_a_reply_and_replaces_one() {
        let facts = channel_facts(carla());
        for kept in [vec![], vec![reply(1, "Prazo", "3 dias")]] {
            let decision = save_reply(&facts, &kept, reply(1, "Prazo", "5 dias")).expect("a member may");
            assert_eq!(decision.target, facts.channel_id.into());
            assert_eq!(told(&decision), ["reply Prazo: 5 dias"]);
        }
    }

    #[test]
    fn the_same_again_changes_nothing() {
        let kept = [reply(1, "Prazo", "3 dias")];
        let decision = save_reply(&channel_facts(carla()), &kept, kept[0].clone()).expect("a member may");
        assert_eq!(told(&decision), [""; 0]);
    }

    #[test]
    fn a_full_channel_takes_changes_and_no_more_replies() {
        let limit = u128::try_from(REPLIES_LIMIT).expect("small");
        let full: Vec<_> = (1..=limit).map(|number| reply(number, "Oi", "Olá")).collect();
        let facts = channel_facts(davi());
        assert_eq!(save_reply(&facts, &full, reply(0, "Mais", "Olá")), Err(Rejection::TooManyReplies));
        assert!(save_reply(&facts, &full, reply(1, "Oi", "Bom dia")).is_ok());
        assert!(save_reply(&facts, &full[1..], reply(0, "Mais", "Olá")).is_ok());
    }

    #[test]
    fn only_members_of_the_channel_save_replies() {
        let save = |facts: &ChannelFacts| save_reply(facts, &[], reply(1, "Oi", "Olá"));
        assert_eq!(save(&channel_facts(eva())), Err(Rejection::Forbidden));
        assert_eq!(save(&channel_facts(ana())), Err(Rejection::NotFound));
        let foreign = ChannelFacts { school_id: id(2), ..channel_facts(carla()) };
        assert_eq!(save(&foreign), Err(Rejection::NotFound));
    }
}
