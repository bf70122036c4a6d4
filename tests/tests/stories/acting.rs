//! One account, two roles in one school: the person chooses as whom a device acts (rule 23).

use conversas_client::{DraftPlace, Error, Session, Unsent};
use conversas_domain::person::{Relationship, Role};
use conversas_protocol::{ActAs, RoleChoice};
use conversas_server::ledger;
use conversas_server::store::Lane;
use conversas_testkit::house::PASSWORD;
use conversas_testkit::{Device, House, Opening};

/// Ana answers the secretary's office and is Lia's mother.
async fn house() -> House {
    let house = House::start().await;
    let (ana, lia) = (house.ana.id, house.lia);
    let giving = house.server().store().write(Lane::Any, move |tx| {
        tx.give_role(ana, Role::Guardian)?;
        ledger::link_guardian(tx, ana, lia, Relationship::Mother)
    });
    giving.await.unwrap();
    house
}

fn one(choice: &RoleChoice) -> ActAs {
    ActAs::One { person_id: choice.person_id, role: choice.role }
}

/// Signs in as one of the choices, and answers how much of the other role is not sent.
async fn enters(device: &Device, house: &House, act_as: ActAs, discard: bool) -> Result<Session, Error> {
    let (server, email) = (format!("http://{}", house.addr()), house.ana.email());
    let may_erase = |_, unsent: Unsent| unsent.may_be_lost(discard);
    device.engine().sign_in_as(&server, (&email, PASSWORD), act_as, may_erase).await
}

#[tokio::test]
async fn rule_23_one_person_is_staff_and_guardian_and_chooses_which_they_act_as() {
    let house = house().await;
    let device = Device::new().await;
    let Err(Error::Choose(choices)) = enters(&device, &house, ActAs::Ask, false).await else {
        panic!("it can act as two")
    };
    assert!(matches!(device.engine().session().await.unwrap(), Session::SignedOut { .. }));
    let [mother, staff] = choices.as_slice() else { panic!("{choices:?}") };
    assert_eq!((mother.role, staff.role), (Role::Guardian, Role::Staff));

    enters(&device, &house, one(mother), false).await.expect("she is a mother");
    device.online().await;
    let opened = device.engine().open_conversation(house.secretaria, house.lia, "Bom dia!").await.unwrap();
    super::scene::sent(&device).await;

    let desk = Device::new().await;
    enters(&desk, &house, one(staff), false).await.expect("she works there");
    desk.online().await;
    desk.reads(opened.conversation_id, &["Bom dia!"]).await;
    let answered = desk.engine().send_message(opened.conversation_id, "Bom dia, mãe.", None).await;
    answered.expect("she may answer for the school");
    device.reads(opened.conversation_id, &["Bom dia!", "Bom dia, mãe."]).await;
}

#[tokio::test]
async fn rule_23_what_one_role_has_on_a_device_is_not_for_the_other() {
    let house = house().await;
    let mut device = Device::new().await;
    let Err(Error::Choose(choices)) = enters(&device, &house, ActAs::Ask, false).await else {
        panic!("it can act as two")
    };
    let [mother, staff] = choices.as_slice() else { panic!("{choices:?}") };
    enters(&device, &house, one(staff), false).await.expect("she works there");
    device.online().await;
    let place = DraftPlace::Reply { channel_id: house.secretaria, id: None };
    device.engine().save_draft(place, "Vou ver".into()).await.unwrap();
    // The device is locked: it has lost its token.
    device.kill();
    std::fs::remove_file(device.folder().join("session.secret")).unwrap();
    device.open().await;
    let Err(Error::UnsentItems(lost)) = enters(&device, &house, one(mother), false).await else {
        panic!("what waits for the school is not the mother's")
    };
    assert_eq!(lost.drafts, 1);
    enters(&device, &house, one(staff), false).await.expect("as before, nothing is lost");
    assert_eq!(device.engine().draft(place).await.unwrap(), "Vou ver");
    enters(&device, &house, one(mother), true).await.expect("she agreed");
    device.online().await;
    let Session::SignedIn(directory) = device.engine().session().await.unwrap() else { panic!("signed in") };
    assert_eq!(directory.me.role, Role::Guardian);
    assert_eq!(device.engine().draft(place).await.unwrap(), "");
}
