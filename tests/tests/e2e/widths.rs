//! Endless names and words, and names that are written from right to left: every screen stays as wide as it
//! is.

use conversas_domain::channel::{Channel, ChannelKind};
use conversas_domain::person::{Actor, Relationship, Role};
use conversas_domain::text::Name;
use conversas_protocol::StudentRef;
use conversas_server::ledger;
use conversas_server::store::Newcomer;
use conversas_testkit::fresh;
use conversas_tests::e2e::people::{JULIANA, PASSWORD, Person};
use conversas_tests::e2e::{Look, Page, Stage, play};
use serde_json::json;

use super::school::{change_the_school, directory_of};

const STAFF: Person = Person {
    name: "Muhammadabdurrahmanabdullahibnsulaimanalrashidialbaghdadi",
    email: "longo@serradosabia.example",
    channel: None,
};
const MOTHER: Person = Person {
    name: "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwarengewissenhaft",
    email: "longa@familia.example",
    channel: None,
};
const FATHER: &str = "عبدالرحمنعبداللهمحمدسليمانالرشيديالبغداديالقرطبيالأندلسيالدمشقي";
const CHANNEL: &str = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";
const CHILDREN: [&str; 2] = [
    "Hubertblainewolfeschlegelsteinhausenbergerdorffseniorjuniorsechste",
    "ليلىبنتعبدالرحمنعبداللهمحمدسليمانالرشيديالبغداديالقرطبي",
];
const ENDLESS: &str = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochllanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch";

fn name(words: &str) -> Name {
    Name::parse(words).expect("it is no longer than a name may be")
}

/// Makes a channel, a colleague and a family whose names and texts are a single word each.
async fn fill(stage: &Stage) {
    let school = directory_of(stage, JULIANA).await.school.id;
    stage.stop_server();
    change_the_school(stage, move |tx| {
        let password = conversas_server::password::hash(PASSWORD);
        let mut person = |role, called: &str, email: &str| {
            let actor = Actor { person_id: fresh(), school_id: school, role };
            let new = Newcomer {
                actor,
                name: name(called),
                email: email.to_owned(),
                password_hash: password.clone(),
            };
            tx.admit(&new).map(|()| actor.person_id)
        };
        let staff = person(Role::Staff, STAFF.name, STAFF.email)?;
        let mother = person(Role::Guardian, MOTHER.name, MOTHER.email)?;
        let father = person(Role::Guardian, FATHER, "longe@familia.example")?;
        let channel = Channel {
            id: fresh(),
            school_id: school,
            name: name(CHANNEL),
            description: ENDLESS.to_owned(),
            kind: ChannelKind::General,
            active: true,
            hours: None,
            class_groups: Vec::new(),
        };
        ledger::add_channel(tx, &channel)?;
        ledger::add_member(tx, staff, channel.id)?;
        for child in CHILDREN {
            let student = StudentRef { id: fresh(), name: name(child), class_group: "9º ano A".to_owned() };
            tx.insert_student(school, &student)?;
            ledger::link_guardian(tx, mother, student.id, Relationship::Mother)?;
            ledger::link_guardian(tx, father, student.id, Relationship::Father)?;
        }
        Ok(())
    })
    .await;
    stage.start_server().await;
}

/// Checks that the page is as wide as its window, and that no words stick out of their pane.
async fn fits(page: &Page, what: &str, width: u32) {
    page.is_still().await;
    let script = "const wide = document.documentElement.scrollWidth;
        if (wide > innerWidth) return `the page is ${wide} wide`;
        const panes = [...document.querySelectorAll('.pane, dialog[open], .rail')].filter(shown);
        for (const pane of panes) {
            const edge = pane.getBoundingClientRect();
            const cuts = (at) => { for (let up = at; up && up !== pane; up = up.parentElement) {
                if (getComputedStyle(up).overflowX !== 'visible' && up.getBoundingClientRect().right <= edge.right + 1) return true; }
                return false; };
            for (const at of pane.querySelectorAll('*')) {
                if (!shown(at) || at.closest('.vh') || ![...at.childNodes].some((node) => node.nodeType === 3 && node.data.trim())) continue;
                const box = at.getBoundingClientRect();
                if (box.width > 0 && (box.right > edge.right + 1 || box.left < edge.left - 1) && !cuts(at)) {
                    return `${at.tagName}.${at.className} stands from ${box.left} to ${box.right}, its pane from ${edge.left} to ${edge.right}: ${at.textContent.slice(0, 30)}`;
                }
            }
            if (pane.scrollWidth > pane.clientWidth + 1) return `${pane.className} can be scrolled aside: ${pane.scrollWidth} in ${pane.clientWidth}`;
        }
        return null";
    let found = page.js(script, vec![]).await;
    assert_eq!(found, json!(null), "{what} at {width} pixels");
}

#[test]
fn words_without_an_end_widen_no_screen() {
    play(async |stage| {
        fill(stage).await;
        for width in [320, 390, 720, 1280] {
            let look = Look::Browser { width, height: 800, touch: width < 700 };
            let family = stage.device(&format!("familia-{width}"), look).await;
            let page = family.page();
            page.tries_to_sign_in(MOTHER.email, PASSWORD).await;
            page.sees("button", "Nova conversa").await;
            fits(page, "a family's list", width).await;
            page.clicks("button", "Nova conversa").await;
            page.sees("dialog", "Nova conversa").await;
            page.chooses(CHILDREN[usize::from(width > 600)]).await;
            page.chooses(CHANNEL).await;
            fits(page, "a new conversation", width).await;
            page.clicks("button", "Escrever para").await;
            page.writes(&format!("{ENDLESS} https://escola.example/{ENDLESS}{width}")).await;
            page.reads(&format!("{ENDLESS}{width}")).await;
            fits(page, "a family's thread", width).await;

            let desk = stage.device(&format!("equipe-{width}"), look).await;
            let page = desk.page();
            page.signs_in(STAFF).await;
            fits(page, "the list", width).await;
            page.opens(MOTHER.name).await;
            fits(page, "the thread", width).await;
            let answer = format!("{ENDLESS}{width}");
            page.writes(&answer).await;
            page.message(&answer).await;
            fits(page, "the thread with an answer", width).await;
            match width {
                ..720 => page.clicks("button", MOTHER.name).await,
                720..1100 => page.clicks("button", "Detalhes da conversa").await,
                _ => {}
            }
            page.reads("Responsáveis nesta conversa").await;
            fits(page, "the details", width).await;
        }
    });
}
