//! The possible steps, chosen at random.

use conversas_domain::moment::DAY;
use proptest::prelude::*;
use proptest::sample::Index;

/// The person who acts in a conversation.
#[derive(Debug, Clone)]
pub(crate) enum Who {
    /// A person who takes part or belongs to the channel.
    Insider(Index),
    /// Any person, of any school.
    Anybody(Index),
}

/// The entries that the person had on the screen.
#[derive(Debug, Clone)]
pub(crate) enum Seen {
    /// The operation says nothing about them.
    Waived,
    /// All entries.
    Everything,
    /// All entries up to this one.
    UpTo(Index),
}

/// The act of a person in a conversation.
#[derive(Debug, Clone)]
pub(crate) enum Deed {
    Send { seen: Seen, ticket: Option<Index> },
    Start,
    Finish { ticket: Index },
    Note { mentions: Vec<Index> },
    Assign { ticket: Index, person: Option<Index> },
    Forward { channel: Index, entries: Vec<Index>, note: bool },
    Add { person: Index },
    Rate { ticket: Index, rating: u8, clock: i64 },
    Read { entry: Index },
}

/// One step.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Open { who: Index, channel: Index, student: Index, guardians: Vec<Index> },
    Do { who: Who, thread: Index, deed: Deed },
    Wait { ms: i64 },
    Link { guardian: Index, student: Index },
    Join { staff: Index, channel: Index },
    Switch { channel: Index },
}

fn index() -> impl Strategy<Value = Index> {
    any::<Index>()
}

fn who() -> impl Strategy<Value = Who> {
    prop_oneof![4 => index().prop_map(Who::Insider), 1 => index().prop_map(Who::Anybody)]
}

fn seen() -> impl Strategy<Value = Seen> {
    prop_oneof![
        2 => Just(Seen::Waived),
        3 => Just(Seen::Everything),
        2 => index().prop_map(Seen::UpTo),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    let forward = (index(), prop::collection::vec(index(), 0..4), any::<bool>());
    let rate = (index(), 1..=5_u8, -15 * DAY..15 * DAY);
    let assign = (index(), prop::option::weighted(0.8, index()));
    prop_oneof![
        8 => (seen(), prop::option::weighted(0.5, index()))
            .prop_map(|(seen, ticket)| Deed::Send { seen, ticket }),
        3 => Just(Deed::Start),
        4 => index().prop_map(|ticket| Deed::Finish { ticket }),
        2 => prop::collection::vec(index(), 0..3).prop_map(|mentions| Deed::Note { mentions }),
        3 => assign.prop_map(|(ticket, person)| Deed::Assign { ticket, person }),
        4 => forward.prop_map(|(channel, entries, note)| Deed::Forward { channel, entries, note }),
        3 => index().prop_map(|person| Deed::Add { person }),
        6 => rate.prop_map(|(ticket, rating, clock)| Deed::Rate { ticket, rating, clock }),
        2 => index().prop_map(|entry| Deed::Read { entry }),
    ]
}

/// Makes any step.
pub(crate) fn any_step() -> impl Strategy<Value = Step> {
    let open = (index(), index(), index(), prop::collection::vec(index(), 0..3));
    let act = (who(), index(), deed());
    prop_oneof![
        4 => open.prop_map(|(who, channel, student, guardians)| Step::Open { who, channel, student, guardians }),
        24 => act.prop_map(|(who, thread, deed)| Step::Do { who, thread, deed }),
        2 => prop_oneof![-1_000..100_000_i64, 0..12 * DAY].prop_map(|ms| Step::Wait { ms }),
        1 => (index(), index()).prop_map(|(guardian, student)| Step::Link { guardian, student }),
        1 => (index(), index()).prop_map(|(staff, channel)| Step::Join { staff, channel }),
        1 => index().prop_map(|channel| Step::Switch { channel }),
    ]
}
