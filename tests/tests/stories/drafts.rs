//! Text that is typed and not sent: whatever ends the program or the session, all text that was kept is there
//! again.

use conversas_client::{DraftPlace, Engine, List, Session};
use conversas_domain::csat::Rating;
use conversas_domain::moment::Moment;
use conversas_domain::ticket::Status;
use conversas_server::ledger;
use conversas_server::store::Lane;
use conversas_testkit::Device;
use conversas_testkit::house::PASSWORD;

use super::interleavings::dice::Dice;
use super::scene::{Scene, finish, has_status, sent, ticket};

const TEXT: &str = "Boa tarde! A Lia esqueceu o casaco no ônibus da escola, e amanhã vai fazer frio de novo.";

#[tokio::test]
async fn rule_14_a_device_that_is_killed_while_somebody_types_has_all_that_was_kept() {
    let mut scene = Scene::new().await;
    let id = scene.id;
    let letters: Vec<char> = TEXT.chars().collect();
    let places = [
        DraftPlace::Message { conversation_id: id },
        DraftPlace::Note { conversation_id: id },
        DraftPlace::Forward { conversation_id: id },
    ];
    for seed in 0..24 {
        let mut dice = Dice::new(seed);
        let place = *dice.pick(&places).unwrap();
        let kept = 1 + dice.roll(letters.len() - 2);
        for count in 1..=kept {
            scene.ana.engine().save_draft(place, letters[..count].iter().collect()).await.unwrap();
        }
        // The next letter is being kept when the program ends.
        let next: String = letters[..=kept].iter().collect();
        let engine = scene.ana.engine().clone();
        let underway = tokio::spawn(async move { engine.save_draft(place, next).await });
        for _ in 0..dice.roll(3) {
            tokio::task::yield_now().await;
        }
        underway.abort();
        let _ = underway.await;
        scene.ana.kill();
        scene.ana.open().await;
        let found = scene.ana.engine().draft(place).await.unwrap().chars().count();
        assert!(found == kept || found == kept + 1, "seed {seed}: {found} letters of {kept}");
    }
}

/// Revokes Ana's session, as the school does.
async fn is_revoked(ana: &Device, scene: &Scene) {
    let device = ana.engine().device_id().await.unwrap().unwrap();
    let store = scene.house.server().store();
    assert!(store.write(Lane::Any, move |tx| ledger::revoke_device(tx, device, Moment(1))).await.unwrap());
    let signed_out = async |engine: &Engine| {
        matches!(engine.session().await.unwrap(), Session::SignedOut { was_revoked: true, .. }).then_some(())
    };
    ana.until("signed out", signed_out).await;
}

#[tokio::test]
async fn rule_14_what_is_typed_when_the_session_ends_is_kept_to_its_last_letter() {
    let scene = Scene::new().await;
    let (ana, id) = (&scene.ana, scene.id);
    ana.engine().save_draft(id, "Bom".into()).await.unwrap();
    is_revoked(ana, &scene).await;
    // The page hears of the end a moment later, and still keeps the draft.
    ana.engine().save_draft(id, "Bom dia, Maria".into()).await.unwrap();
    ana.engine()
        .save_draft(DraftPlace::Note { conversation_id: id }, "ligar para o pai".into())
        .await
        .unwrap();
    let url = scene.office.url();
    ana.engine().sign_in(&url, &scene.house.ana.email(), PASSWORD, |_, _| Ok(())).await.unwrap();
    ana.online().await;
    ana.reads(id, &["Bom dia!"]).await;
    assert_eq!(ana.engine().conversation(id).await.unwrap().draft, "Bom dia, Maria");
    assert_eq!(
        ana.engine().draft(DraftPlace::Note { conversation_id: id }).await.unwrap(),
        "ligar para o pai"
    );
}

#[tokio::test]
async fn after_signing_out_nothing_is_kept_for_who_comes_next() {
    let scene = Scene::new().await;
    let (ana, id) = (&scene.ana, scene.id);
    ana.engine().sign_out(|_| Ok(())).await.unwrap();
    ana.engine().save_draft(id, "Bom dia".into()).await.expect_err("nobody is signed in");
    let reply = DraftPlace::Reply { channel_id: scene.house.secretaria, id: None };
    ana.engine().save_draft(reply, "Bom dia".into()).await.expect_err("nobody is signed in");
    ana.sign_in(scene.house.bruno, &scene.office.url()).await;
    assert_eq!(ana.engine().draft(reply).await.unwrap(), "");
}

#[tokio::test]
async fn rule_14_what_is_sent_from_one_place_leaves_what_is_typed_in_the_others() {
    let scene = Scene::new().await;
    let (ana, maria, id) = (&scene.ana, &scene.maria, scene.id);
    let engine = ana.engine();
    engine.save_draft(id, "para a família".into()).await.unwrap();
    engine.save_draft(DraftPlace::Note { conversation_id: id }, "para a equipe".into()).await.unwrap();
    engine.write_note(id, "outra nota", Vec::new()).await.unwrap();
    assert_eq!(engine.conversation(id).await.unwrap().draft, "para a família");
    assert_eq!(engine.draft(DraftPlace::Note { conversation_id: id }).await.unwrap(), "", "it was written");
    engine.save_draft(DraftPlace::Note { conversation_id: id }, "mais uma".into()).await.unwrap();
    engine.send_message(id, "para a família", None).await.unwrap();
    assert_eq!(engine.conversation(id).await.unwrap().draft, "");
    assert_eq!(engine.draft(DraftPlace::Note { conversation_id: id }).await.unwrap(), "mais uma");

    // The new conversation turns out to exist already, with words in its composer.
    let family = maria.engine();
    family.save_draft(id, "ainda escrevo".into()).await.unwrap();
    let begun = family.begin_conversation(scene.house.secretaria, scene.house.joao).await;
    assert_eq!(begun.unwrap(), id);
    assert_eq!(family.conversation(id).await.unwrap().draft, "ainda escrevo");
}

#[tokio::test]
async fn rule_14_a_comment_to_a_survey_is_kept_until_it_is_given() {
    let scene = Scene::new().await;
    let (maria, id) = (&scene.maria, scene.id);
    let first = ticket(maria, id).await;
    finish(&scene.ana, id).await;
    has_status(maria, id, 1, Status::Finished).await;
    let place = DraftPlace::Survey { conversation_id: id, ticket_id: first };
    maria.engine().save_draft(place, "Muito bom".into()).await.unwrap();
    assert_eq!(maria.list(List::Family).await.rows[0].draft, "", "it is no message");
    maria.engine().answer_csat(id, first, Rating::try_from(5).unwrap(), "Muito bom").await.unwrap();
    assert_eq!(maria.engine().draft(place).await.unwrap(), "");
    sent(maria).await;
}
