//! The person and role that an account acts as on a device: rule 23.

use conversas_domain::person::Actor;
use conversas_protocol::{ActAs, Choose, ErrorCode, RoleChoice as ChoiceView};

use crate::store::accounts::RoleChoice;

/// The outcome of a choice.
pub(super) enum Chosen {
    /// The account acts as this person in this role.
    One(Actor),
    /// The account has several, and the app can ask.
    Several(Choose),
}

/// Chooses among people and roles. One that the account does not have, or not any more, cannot be chosen; an
/// account without any is over.
pub(super) fn of(choices: Vec<RoleChoice>, act_as: ActAs) -> Result<Chosen, ErrorCode> {
    let first = choices.first().ok_or(ErrorCode::AccountEnded)?.actor;
    match act_as {
        ActAs::Ask if choices.len() > 1 => {
            Ok(Chosen::Several(Choose { choices: choices.into_iter().map(view).collect() }))
        }
        ActAs::First | ActAs::Ask => Ok(Chosen::One(first)),
        ActAs::One { person_id, role } => {
            let is_it = |actor: &Actor| (actor.person_id, actor.role) == (person_id, role);
            let chosen = choices.iter().map(|choice| choice.actor).find(is_it);
            chosen.map(Chosen::One).ok_or(ErrorCode::NotFound)
        }
    }
}

fn view(RoleChoice { actor, name, school }: RoleChoice) -> ChoiceView {
    ChoiceView { person_id: actor.person_id, role: actor.role, name, school }
}
