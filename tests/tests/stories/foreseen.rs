//! The state that a device shows before the server's receipt is the state that the server then makes, as long
//! as nobody else acts: both use the same rules. One case is left out on purpose: an answer may still be held
//! back (rule 20), so a pending ticket becomes InProgress only by the server's word.

use conversas_client::Error;
use conversas_domain::csat::Rating;
use conversas_domain::ids::{ConversationId, PersonId};
use conversas_domain::ticket::Status;
use conversas_testkit::Device;

use super::interleavings::dice::Dice;
use super::scene::{Scene, finish, sent};

const SEEDS: u64 = 12;
const ACTS: usize = 5;

/// The state of a conversation on a device.
#[derive(Debug, PartialEq)]
struct Foreseen {
    status: Status,
    assignee: Option<PersonId>,
    guardians: Vec<PersonId>,
    /// The number of tickets whose survey is answered.
    answered: usize,
}

async fn foreseen(device: &Device, id: ConversationId) -> Foreseen {
    let detail = device.engine().conversation(id).await.unwrap();
    let mut guardians: Vec<_> = detail.view.guardians.iter().map(|guardian| guardian.id).collect();
    guardians.extend(&detail.adding);
    let tickets = [&detail.view.ticket].into_iter().chain(&detail.view.earlier);
    let given = tickets.filter(|view| view.ticket.csat.is_some()).count();
    Foreseen {
        status: detail.status,
        assignee: detail.assignee.map(|person| person.id),
        guardians,
        answered: given + detail.answers.len(),
    }
}

/// Answers whether an act was done. An act that a rule refuses is not done, and nothing of it is shown.
fn was_done<T>(done: Result<T, Error>) -> bool {
    match done {
        Ok(_) => true,
        Err(Error::Rejected(_)) => false,
        Err(error) => panic!("{error}"),
    }
}

/// Makes a member of the staff act, allowed or not.
async fn works(scene: &Scene, dice: &mut Dice) -> &'static str {
    let (engine, id) = (scene.ana.engine(), scene.id);
    let ticket = engine.conversation(id).await.unwrap().view.ticket.ticket.id;
    let (done, what) = match dice.roll(6) {
        0 => (was_done(engine.finish_ticket(id, ticket).await), "finishes"),
        1 => (was_done(engine.assign_ticket(id, ticket, Some(scene.house.ana.id)).await), "takes it"),
        2 => (was_done(engine.assign_ticket(id, ticket, None).await), "releases it"),
        3 => {
            (was_done(engine.assign_ticket(id, ticket, Some(scene.house.dora.id)).await), "hands it to Dora")
        }
        4 => (was_done(engine.start_ticket(id, "Mais uma coisa").await), "starts a ticket"),
        _ => (was_done(engine.write_note(id, "anotado", Vec::new()).await), "notes"),
    };
    if done { what } else { "is refused" }
}

/// Makes a guardian act, allowed or not.
async fn asks(scene: &Scene, dice: &mut Dice) -> &'static str {
    let (engine, id) = (scene.maria.engine(), scene.id);
    let ticket = engine.conversation(id).await.unwrap().view.ticket.ticket.id;
    let rating = Rating::try_from(5).unwrap();
    let (done, what) = match dice.roll(4) {
        0 => (was_done(engine.answer_csat(id, ticket, rating, "").await), "rates"),
        1 => (was_done(engine.add_guardian(id, scene.house.paulo.id).await), "adds Paulo"),
        2 => (was_done(engine.add_guardian(id, scene.house.ana.id).await), "adds Ana"),
        _ => (was_done(engine.start_ticket(id, "De novo").await), "starts a ticket"),
    };
    if done { what } else { "is refused" }
}

#[tokio::test]
async fn rule_20_what_staff_see_of_their_own_before_the_receipt_is_what_the_server_does() {
    for seed in 0..SEEDS {
        let mut dice = Dice::new(seed);
        let scene = Scene::new().await;
        // The run begins with a pending ticket, or with one that is finished.
        if seed % 2 == 0 {
            finish(&scene.ana, scene.id).await;
        }
        scene.ana_goes_offline().await;
        let mut acts = Vec::new();
        for _ in 0..ACTS {
            acts.push(works(&scene, &mut dice).await);
        }
        let shown = foreseen(&scene.ana, scene.id).await;
        scene.ana_comes_back();
        sent(&scene.ana).await;
        assert_eq!(foreseen(&scene.ana, scene.id).await, shown, "seed {seed}: {acts:?}");
    }
}

#[tokio::test]
async fn rule_20_what_a_guardian_sees_of_their_own_before_the_receipt_is_what_the_server_does() {
    for seed in 0..SEEDS {
        let mut dice = Dice::new(seed);
        let scene = Scene::new().await;
        if seed % 2 == 0 {
            finish(&scene.ana, scene.id).await;
            super::scene::has_status(&scene.maria, scene.id, 1, Status::Finished).await;
        }
        scene.maria_goes_offline().await;
        let mut acts = Vec::new();
        for _ in 0..ACTS {
            acts.push(asks(&scene, &mut dice).await);
        }
        let shown = foreseen(&scene.maria, scene.id).await;
        scene.maria_comes_back();
        sent(&scene.maria).await;
        assert_eq!(foreseen(&scene.maria, scene.id).await, shown, "seed {seed}: {acts:?}");
    }
}
