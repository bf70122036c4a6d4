//! Rule 16: recording through a real microphone path, listening, continuing, sending; takes that survive;
//! locked controls.

mod disk;
mod microphones;
mod regretted;
mod samples;

use conversas_domain::plan::Plan;
use conversas_server::ledger;
use conversas_tests::e2e::people::{ANA, WELLINGTON};
use conversas_tests::e2e::{Device, Key, Page, RATE, Stage, play, until};

use super::school::{change_the_school, directory_of};
use samples::{breaks, files_below, new_sound, take_of, voices};

/// The tones of two voices, which cannot be confused.
pub(super) const LOW: u32 = 440;
pub(super) const HIGH: u32 = 1_000;

/// Opens Ana's window, with Wellington's conversation.
async fn a_desk(stage: &Stage) -> Device {
    let desk = stage.window("equipe").await;
    let page = desk.page();
    page.signs_in(ANA).await;
    page.opens("Wellington Braga").await;
    page.thread_is_ready().await;
    desk
}

/// Presses the button "Áudio".
pub(super) async fn begins_to_record(page: &Page) {
    page.clicks("button", "Anexar arquivo, mídia ou áudio").await;
    page.clicks("menuitem", "Áudio").await;
    page.reads_in("group", "Gravação de áudio", "0:0").await;
    page.sees("button", "Pausar gravação").await;
    page.reads("Quem ouve").await;
}

/// Waits until so much is recorded.
pub(super) async fn records_until(page: &Page, clock: &str) {
    page.reads_in("timer", "Tempo de gravação", clock).await;
}

#[test]
fn what_is_said_in_two_parts_arrives_whole_and_in_order() {
    play(async |stage| {
        let sound = stage.sound().await;
        let before = files_below(&stage.server_data(), b"OggS");
        let desk = a_desk(stage).await;
        let page = desk.page();

        let low = sound.plays_tone(LOW).await;
        begins_to_record(page).await;
        records_until(page, "0:03").await;
        page.clicks("button", "Pausar gravação").await;
        page.reads("Em pausa. Ouça antes de enviar ou continue gravando.").await;
        drop(low);

        sound.is_silent().await;
        page.clicks("button", "Ouvir o que foi gravado").await;
        sound.gives(LOW).await;
        page.clicks("button", "Pausar o que foi gravado").await;
        sound.is_silent().await;

        let high = sound.plays_tone(HIGH).await;
        page.clicks("button", "Continuar gravando").await;
        page.sees("button", "Pausar gravação").await;
        records_until(page, "0:06").await;
        page.clicks("button", "Pausar gravação").await;
        page.sees("button", "Continuar gravando").await;
        drop(high);
        let take = take_of(&desk);
        page.clicks("button", "Enviar áudio").await;
        page.sees("textbox", "Mensagem").await;
        page.sees("group", "Mensagem de voz, 0:0").await;

        let hand = stage.phone("familia").await;
        let family = hand.page();
        family.signs_in(WELLINGTON).await;
        family.row(&["Secretaria", "Áudio"]).await;
        family.opens("Secretaria").await;
        family.sees("group", "Mensagem de voz, 0:0").await;
        family.clicks("button", "Ouvir áudio").await;
        sound.gives(LOW).await;
        sound.gives(HIGH).await;
        sound.is_silent().await;
        family.sees("button", "Ouvir áudio").await;

        // On the device there is every sample, one part after the other.
        let turn = voices(&take, RATE).iter().position(|voice| *voice == Some(HIGH));
        let turn = turn.expect("the second part is there") * RATE as usize / 50;
        let margin = RATE as usize / 25;
        assert_eq!(breaks(&take[..turn - margin], LOW), 0, "the first part is not whole");
        assert_eq!(breaks(&take[turn + margin..], HIGH), 0, "the second part is not whole");
        let seconds = |samples: usize, rate: u32| samples as f64 / f64::from(rate);
        assert!(seconds(turn, RATE) > 2.9 && seconds(take.len() - turn, RATE) > 2.0, "something is missing");

        // At the server the sound is as others hear it: as long, in order, never silent.
        let (samples, rate) = new_sound(&stage.server_data(), &before);
        let (sent, taken) = (seconds(samples.len(), rate), seconds(take.len(), RATE));
        assert!((sent - taken).abs() < 0.05, "{taken} s were recorded and {sent} s arrived");
        let heard = voices(&samples, rate);
        // The edges are left out, because the codec swells in and out.
        let inner = &heard[3..heard.len() - 3];
        let turn = inner.iter().position(|voice| *voice == Some(HIGH)).expect("the second part is there");
        assert!(inner[..turn].iter().all(|voice| *voice == Some(LOW)), "the first part has a gap: {inner:?}");
        assert!(
            inner[turn..].iter().all(|voice| *voice == Some(HIGH)),
            "the second part has a gap: {inner:?}"
        );
    });
}

#[test]
fn what_was_recorded_when_the_app_was_killed_is_a_draft_at_the_next_start() {
    play(async |stage| {
        let sound = stage.sound().await;
        let mut desk = stage.window("equipe").await;
        desk.page().signs_in(ANA).await;
        desk.page().opens("Wellington Braga").await;
        desk.page().thread_is_ready().await;
        let _low = sound.plays_tone(LOW).await;
        begins_to_record(desk.page()).await;
        records_until(desk.page(), "0:05").await;
        desk.leave().await;

        desk.come_back().await;
        let page = desk.page();
        page.row(&["Wellington Braga", "Rascunho: áudio"]).await;
        page.opens("Wellington Braga").await;
        page.reads("A gravação foi recuperada.").await;
        let kept = recorded_seconds(page).await;
        assert!(kept >= 4, "{kept} s of 5 s are left");
        page.clicks("button", "Ouvir o que foi gravado").await;
        sound.gives(LOW).await;
    });
}

async fn recorded_seconds(page: &Page) -> u32 {
    until("the timer says a time", async || {
        let said = page.js("return words(find('timer', 'Tempo de gravação'))", vec![]).await;
        let (minutes, seconds) = said.as_str()?.trim().split('/').next_back()?.trim().split_once(':')?;
        Some(minutes.parse::<u32>().ok()? * 60 + seconds.parse::<u32>().ok()?)
    })
    .await
}

#[test]
fn a_deleted_take_can_be_had_back() {
    play(async |stage| {
        let sound = stage.sound().await;
        let desk = a_desk(stage).await;
        let page = desk.page();
        let _low = sound.plays_tone(LOW).await;
        begins_to_record(page).await;
        records_until(page, "0:02").await;
        page.clicks("button", "Excluir áudio").await;
        page.sees("textbox", "Mensagem").await;
        page.clicks("button", "Desfazer").await;
        page.sees("button", "Continuar gravando").await;
        assert!(recorded_seconds(page).await >= 2);
        page.clicks("button", "Excluir áudio").await;
        page.reads("Áudio excluído.").await;
        page.reads_no_more("Áudio excluído.").await;
        page.sees("textbox", "Mensagem").await;
    });
}

#[test]
fn who_goes_elsewhere_finds_the_take_paused_where_it_was() {
    play(async |stage| {
        let sound = stage.sound().await;
        let desk = a_desk(stage).await;
        let page = desk.page();
        let _low = sound.plays_tone(LOW).await;
        begins_to_record(page).await;
        records_until(page, "0:02").await;
        page.opens("Juliana Prado").await;
        page.reads("Gravação em pausa, guardada como rascunho.").await;
        page.row(&["Wellington Braga", "Rascunho: áudio"]).await;
        page.sees("textbox", "Mensagem").await;
        page.clicks("button", "Voltar").await;
        page.sees("button", "Continuar gravando").await;
        assert!(recorded_seconds(page).await >= 2);
    });
}

#[test]
fn the_recorder_works_by_keyboard_and_escape_never_deletes() {
    play(async |stage| {
        let sound = stage.sound().await;
        let desk = a_desk(stage).await;
        let page = desk.page();
        let _low = sound.plays_tone(LOW).await;
        page.tabs_to("Anexar arquivo, mídia ou áudio").await;
        page.presses(&[Key::Enter]).await;
        page.sees("menuitem", "Áudio").await;
        page.presses(&[Key::Down, Key::Enter]).await;
        focus_is(page, "Pausar gravação").await;
        records_until(page, "0:01").await;
        page.presses(&[Key::Escape]).await;
        focus_is(page, "Continuar gravando").await;
        page.presses(&[Key::Escape]).await;
        page.types(" ").await;
        focus_is(page, "Pausar gravação").await;
        page.types(" ").await;
        focus_is(page, "Continuar gravando").await;
        page.tabs_to("Enviar áudio").await;
        page.presses(&[Key::Enter]).await;
        page.sees("group", "Mensagem de voz").await;
        focus_is(page, "Mensagem").await;
    });
}

async fn focus_is(page: &Page, name: &str) {
    until(&format!("“{name}” has the focus"), async || (page.focused().await == name).then_some(())).await;
}

#[test]
fn nothing_heard_is_said() {
    play(async |stage| {
        let sound = stage.sound().await;
        let desk = a_desk(stage).await;
        let page = desk.page();
        begins_to_record(page).await;
        page.reads("Sem som.").await;
        let _low = sound.plays_tone(LOW).await;
        page.reads_no_more("Sem som.").await;
    });
}

#[test]
fn a_microphone_that_is_unplugged_leaves_the_take_and_it_is_said() {
    play(async |stage| {
        let sound = stage.sound().await;
        let desk = a_desk(stage).await;
        let page = desk.page();
        let _low = sound.plays_tone(LOW).await;
        begins_to_record(page).await;
        records_until(page, "0:02").await;
        sound.unplug();
        page.reads("O microfone foi desconectado. O que foi gravado está guardado.").await;
        assert!(recorded_seconds(page).await >= 2);
        page.clicks("button", "Continuar gravando").await;
        page.reads("Nenhum microfone encontrado. Conecte um e tente de novo.").await;
        page.clicks("button", "Enviar áudio").await;
        page.sees("group", "Mensagem de voz, 0:0").await;
    });
}

#[test]
fn a_plan_that_is_lowered_while_a_take_waits_locks_it_and_keeps_it() {
    play(async |stage| {
        let sound = stage.sound().await;
        let desk = a_desk(stage).await;
        let page = desk.page();
        let low = sound.plays_tone(LOW).await;
        begins_to_record(page).await;
        records_until(page, "0:02").await;
        page.clicks("button", "Pausar gravação").await;
        page.sees("button", "Continuar gravando").await;
        drop(low);

        has_plan(stage, Plan::Basic).await;
        page.reads("Áudio faz parte dos planos Standard e Premium. A gravação fica guardada aqui.").await;
        for locked in ["Continuar gravando", "Enviar áudio"] {
            let is_locked = page.attribute("button", locked, "aria-disabled").await;
            assert_eq!(is_locked.as_deref(), Some("true"), "{locked}");
        }
        page.clicks("button", "Ouvir o que foi gravado").await;
        sound.gives(LOW).await;

        has_plan(stage, Plan::Premium).await;
        page.reads_no_more("faz parte dos planos").await;
        page.clicks("button", "Enviar áudio").await;
        page.sees("group", "Mensagem de voz, 0:0").await;
    });
}

/// Changes the school's plan.
async fn has_plan(stage: &Stage, plan: Plan) {
    let school = directory_of(stage, ANA).await.school.id;
    stage.stop_server();
    change_the_school(stage, move |tx| ledger::set_plan(tx, school, plan)).await;
    stage.start_server().await;
}
