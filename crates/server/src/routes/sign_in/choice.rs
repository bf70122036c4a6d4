//! As whom an account acts on a device: rule 23.

use conversas_domain::person::Actor;
use conversas_protocol::{ActAs, Choose, ErrorCode, RoleChoice as ChoiceView};

use crate::store::accounts::RoleChoice;

/// What was asked for, among what there is.
pub(super) enum Chosen {
    /// As this one.
    One(Actor),
    /// There are several, and the app can ask.
    Several(Choose),
}

/// Chooses among people and roles. What the account has not, or has not any more, is no choice; an account of nobody is over.
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
