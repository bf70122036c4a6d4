//! A disk that is full.

use conversas_tests::e2e::play;

use super::samples::{breaks, take_of};
use super::{LOW, a_desk, begins_to_record, recorded_seconds, records_until};

#[test]
fn a_take_that_finds_no_room_waits_and_is_sent_when_there_is_some() {
    play(async |stage| {
        let sound = stage.sound().await;
        let desk = a_desk(stage).await;
        let page = desk.page();
        let _low = sound.plays_tone(LOW).await;
        begins_to_record(page).await;
        records_until(page, "0:01").await;
        // The disk has room for three seconds of sound.
        desk.has_room_for(Some(288_000));
        page.reads("O disco deste aparelho está cheio ou protegido. O que foi gravado está guardado.").await;
        assert!(recorded_seconds(page).await >= 2);
        assert_eq!(breaks(&take_of(&desk), LOW), 0, "what is kept is not whole");
        page.clicks("button", "Ouvir o que foi gravado").await;
        sound.gives(LOW).await;
        page.clicks("button", "Pausar o que foi gravado").await;

        desk.has_room_for(None);
        page.clicks("button", "Continuar gravando").await;
        records_until(page, "0:04").await;
        page.clicks("button", "Enviar áudio").await;
        page.sees("group", "Mensagem de voz, 0:0").await;
    });
}
