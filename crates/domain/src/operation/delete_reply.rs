//! Removing a canned reply ("Respostas prontas"), by a member of the channel.

use super::{Change, ChannelFacts, Decision};
use crate::canned_reply::CannedReply;
use crate::ids::CannedReplyId;
use crate::permission::Action;
use crate::rejection::Rejection;

/// Removes a reply from those that the channel keeps. A reply that does not exist counts as removed: nothing
/// changes.
pub fn delete_reply(
    facts: &ChannelFacts,
    kept: &[CannedReply],
    reply_id: CannedReplyId,
) -> Result<Decision, Rejection> {
    facts.require(Action::ManageReplies)?;
    let is_kept = kept.iter().any(|reply| reply.id == reply_id);
    let change = Change::ReplyDeleted { channel_id: facts.channel_id, reply_id };
    let changes = is_kept.then_some(change).into_iter().collect();
    Ok(Decision { target: facts.channel_id.into(), changes })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::tests::*;

    #[test]
    fn a_member_takes_a_reply_away_once() {
        let (facts, kept) = (channel_facts(davi()), [reply(1, "Prazo", "3 dias")]);
        let decision = delete_reply(&facts, &kept, id(1)).expect("a member may");
        assert_eq!(decision.target, facts.channel_id.into());
        assert_eq!(told(&decision), ["reply 1 deleted"]);
        let again = delete_reply(&facts, &[], id(1)).expect("no refusal");
        assert_eq!(told(&again), [""; 0]);
    }

    #[test]
    fn only_members_of_the_channel_take_replies_away() {
        let kept = [reply(1, "Prazo", "3 dias")];
        let delete = |facts: &ChannelFacts| delete_reply(facts, &kept, id(1));
        assert_eq!(delete(&channel_facts(eva())), Err(Rejection::Forbidden));
        assert_eq!(delete(&channel_facts(ana())), Err(Rejection::NotFound));
        let foreign = ChannelFacts { school_id: id(2), ..channel_facts(carla()) };
        assert_eq!(delete(&foreign), Err(Rejection::NotFound));
    }
}
