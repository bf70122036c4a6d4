//! The recorder in its states, and the message that it sends.

use crate::e2e::microphone::Sound;
use crate::e2e::page::Page;
use crate::e2e::until;

/// The words that are recorded: long enough for all looks at the recorder.
const SAID: &str = "Oi, Daniela! O histórico da Iara já está pronto e autenticado. Pode passar na secretaria até as cinco \
    da tarde, com um documento. Se preferir, envio por aqui ainda hoje, e o original fica guardado até você vir. \
    Qualquer coisa é só chamar, que respondo na hora. Bom dia!";

/// Shows the recorder in its two states, and the message that it sends.
pub(super) async fn recording(page: &Page, sound: &Sound, see: &mut impl AsyncFnMut(&Page, &str)) {
    page.thread_is_ready().await;
    let voice = sound.says(SAID).await;
    page.clicks("button", "Anexar arquivo, mídia ou áudio").await;
    page.clicks("menuitem", "Áudio").await;
    page.reads_in("timer", "Tempo de gravação", "0:07").await;
    see(page, "recording").await;
    page.clicks("button", "Pausar gravação").await;
    page.reads("Em pausa. Ouça antes de enviar ou continue gravando.").await;
    drop(voice);
    see(page, "recording-paused").await;
    page.clicks("button", "Excluir áudio").await;
    page.reads("Áudio excluído.").await;
    page.is_still().await;
    see(page, "recording-deleted").await;
    page.clicks("button", "Desfazer").await;
    let messages = async || page.js("return document.querySelectorAll('.message').length", vec![]).await;
    let before = messages().await;
    page.clicks("button", "Enviar áudio").await;
    // A recording of the theme before is there already: the new one moves it from under a finger.
    until("the recording stands in the thread", async || (messages().await != before).then_some(())).await;
    page.is_still().await;
    page.clicks("button", "Ouvir áudio").await;
    until("a part of it has been heard", async || {
        let said = page.text().await;
        (1..7).any(|second| said.contains(&format!("0:0{second} / 0:"))).then_some(())
    })
    .await;
    page.clicks("button", "Pausar áudio").await;
    see(page, "voice").await;
}
