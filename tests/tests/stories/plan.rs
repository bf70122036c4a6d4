//! The school's plan changed while something waited (rule 20).

use conversas_client::{Engine, Session};
use conversas_domain::plan::Plan;
use conversas_server::ledger;
use conversas_server::store::Lane;
use conversas_testkit::Device;

use super::scene::{Scene, sent};

/// Changes the school's plan.
pub(super) async fn pays_for(scene: &Scene, plan: Plan) {
    let school = scene.house.school;
    scene
        .house
        .server()
        .store()
        .write(Lane::Any, move |tx| ledger::set_plan(tx, school, plan))
        .await
        .unwrap();
}

/// Waits until the device knows the plan.
pub(super) async fn knows(device: &Device, plan: Plan) {
    let known = async |engine: &Engine| match engine.session().await.unwrap() {
        Session::SignedIn(directory) => (directory.school.plan == plan).then_some(()),
        Session::SignedOut { .. } => panic!("signed out"),
    };
    device.until(&format!("the plan is {plan:?}"), known).await;
}

#[tokio::test]
async fn rule_20_a_text_that_waited_while_the_plan_became_smaller_goes_once() {
    let scene = Scene::new().await;
    let (maria, ana, bruno, id) = (&scene.maria, &scene.ana, &scene.bruno, scene.id);
    pays_for(&scene, Plan::Premium).await;
    for device in [maria, ana, bruno] {
        knows(device, Plan::Premium).await;
    }
    scene.ana_goes_offline().await;
    scene.maria_goes_offline().await;
    ana.engine().send_message(id, "Já envio", None).await.unwrap();
    pays_for(&scene, Plan::Basic).await;
    knows(bruno, Plan::Basic).await;
    maria.engine().send_message(id, "Obrigada", None).await.unwrap();
    knows(ana, Plan::Premium).await;

    scene.ana_comes_back();
    sent(ana).await;
    scene.maria_comes_back();
    sent(maria).await;
    for device in [maria, ana, bruno] {
        knows(device, Plan::Basic).await;
        device.reads(id, &["Bom dia!", "Já envio", "Obrigada"]).await;
        assert_eq!(device.engine().connection().blocked, 0, "nobody is asked");
    }
}
