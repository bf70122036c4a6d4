//! Rule 16: voice messages are heard with seeking and at three speeds, one at a time, wherever the person goes.

use conversas_tests::e2e::people::ANA;
use conversas_tests::e2e::{Key, Page, Sound, Stage, play, until};

use super::recorder::{HIGH, LOW, begins_to_record, records_until};

/// Sends a voice message with this tone.
async fn sends(page: &Page, sound: &Sound, hertz: u32, clock: &str) {
    let tone = sound.plays_tone(hertz).await;
    begins_to_record(page).await;
    records_until(page, clock).await;
    page.clicks("button", "Enviar áudio").await;
    page.sees("textbox", "Mensagem").await;
    drop(tone);
}

/// Makes a member of staff who has sent two voice messages, one after the other.
async fn two_voices(stage: &Stage, sound: &Sound) -> conversas_tests::e2e::Device {
    let desk = stage.window("equipe").await;
    let page = desk.page();
    page.signs_in(ANA).await;
    page.opens("Wellington Braga").await;
    page.thread_is_ready().await;
    sends(page, sound, LOW, "0:05").await;
    sends(page, sound, HIGH, "0:08").await;
    until("both stand in the thread", async || (voices(page).await == 2).then_some(())).await;
    sound.is_silent().await;
    desk
}

async fn voices(page: &Page) -> u64 {
    page.js("return all('group').filter((e) => named(e).startsWith('Mensagem de voz')).length", vec![])
        .await
        .as_u64()
        .unwrap_or_default()
}

#[test]
fn voice_messages_of_one_person_are_heard_on_and_go_on_elsewhere() {
    play(async |stage| {
        let sound = stage.sound().await;
        let desk = two_voices(stage, &sound).await;
        let page = desk.page();
        page.clicks("button", "Ouvir áudio").await;
        sound.gives(LOW).await;
        sound.gives(HIGH).await;
        page.sees_no("region", "Ouvindo agora").await;

        page.opens("Juliana Prado").await;
        page.thread_is_ready().await;
        page.sees("region", "Ouvindo agora").await;
        sound.gives(HIGH).await;
        page.clicks("button", "Pausar áudio").await;
        sound.is_silent().await;
        page.clicks("button", "Ir para a mensagem").await;
        page.sees_no("region", "Ouvindo agora").await;
        page.clicks("button", "Ouvir áudio").await;
        sound.gives(LOW).await;
        page.clicks("button", "Anexar arquivo, mídia ou áudio").await;
        page.clicks("menuitem", "Áudio").await;
        page.sees("button", "Pausar gravação").await;
        sound.is_silent().await;
    });
}

#[test]
fn media_keys_pause_and_resume() {
    play(async |stage| {
        let sound = stage.sound().await;
        let desk = stage.window("equipe").await;
        let page = desk.page();
        page.signs_in(ANA).await;
        page.opens("Wellington Braga").await;
        page.thread_is_ready().await;
        // The message is long enough for a busy machine to find the player before the end.
        sends(page, &sound, LOW, "0:12").await;
        page.clicks("button", "Ouvir áudio").await;
        sound.gives(LOW).await;
        desk.presses_media_key("PlayPause").await;
        sound.is_silent().await;
        page.sees("button", "Ouvir áudio").await;
        desk.presses_media_key("PlayPause").await;
        sound.gives(LOW).await;
        page.sees("button", "Pausar áudio").await;
    });
}

#[test]
fn the_wave_is_a_slider_and_the_speed_is_remembered() {
    play(async |stage| {
        let sound = stage.sound().await;
        let mut desk = two_voices(stage, &sound).await;
        let page = desk.page();
        page.tabs_to("Posição no áudio").await;
        let said =
            page.attribute("slider", "Posição no áudio", "aria-valuetext").await.expect("a spoken place");
        assert!(said.starts_with("0:00 de 0:0"), "{said}");
        let length = seconds(page, "aria-valuemax").await;
        page.presses(&[Key::End]).await;
        stands_at(page, length).await;
        page.presses(&[Key::Left]).await;
        stands_at(page, length - 5).await;
        page.presses(&[Key::Home]).await;
        stands_at(page, 0).await;
        page.presses(&[Key::Space]).await;
        sound.gives(LOW).await;
        page.presses(&[Key::Space]).await;
        sound.is_silent().await;

        page.clicks("button", "Velocidade 1×. Trocar").await;
        page.clicks("button", "Velocidade 1,5×. Trocar").await;
        page.sees("button", "Velocidade 2×. Trocar").await;
        desk.leave().await;
        desk.come_back().await;
        let page = desk.page();
        page.opens("Wellington Braga").await;
        page.sees("button", "Velocidade 2×. Trocar").await;
        page.clicks("button", "Ajustes").await;
        page.sees("heading", "Velocidade das mensagens de voz").await;
        let chosen = page.js("return find('radio', '2×').checked", vec![]).await;
        assert_eq!(chosen, serde_json::json!(true));
    });
}

/// Answers the position that the wave shows, in whole seconds.
async fn seconds(page: &Page, attribute: &str) -> u32 {
    let said = page.attribute("slider", "Posição no áudio", attribute).await;
    said.and_then(|said| said.parse().ok()).expect("a number")
}

async fn stands_at(page: &Page, place: u32) {
    until(&format!("the wave stands at {place} s"), async || {
        (seconds(page, "aria-valuenow").await == place).then_some(())
    })
    .await;
}

#[test]
fn settings_show_microphones_and_the_room_of_files_and_clear_it() {
    play(async |stage| {
        let sound = stage.sound().await;
        let desk = two_voices(stage, &sound).await;
        let page = desk.page();
        page.clicks("button", "Ajustes").await;
        page.sees("radio", "Padrão do sistema").await;
        page.reads("Nenhum microfone encontrado. Conecte um e volte a esta janela.").await;
        page.reads("de 1 GB em uso").await;
        page.chooses("250 MB").await;
        page.reads("de 250 MB em uso").await;
        page.clicks("button", "Apagar arquivos guardados").await;
        page.sees("dialog", "Apagar os arquivos guardados?").await;
        page.clicks("button", "Apagar arquivos guardados").await;
        page.reads("Arquivos apagados deste aparelho.").await;
        page.reads("0 bytes de 250 MB em uso").await;

        page.clicks("button", "Conversas").await;
        page.opens("Wellington Braga").await;
        page.clicks("button", "Ouvir áudio").await;
        sound.gives(LOW).await;
    });
}
