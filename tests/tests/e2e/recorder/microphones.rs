//! The choice of a microphone: the chosen one, another one when that is gone, none when there is none or the
//! system refuses.

use conversas_tests::e2e::{Page, play};

use super::samples::{breaks, take_of, voices};
use super::{HIGH, LOW, RATE, a_desk, begins_to_record, records_until};

const CHANGED: &str = "O microfone mudou. A gravação usa agora outro.";

#[test]
fn a_take_goes_on_with_another_microphone_and_says_so_and_waits_when_there_is_none() {
    play(async |stage| {
        let sound = stage.sound().await;
        let desk = a_desk(stage).await;
        let page = desk.page();
        let (webcam, headset) = (sound.plugs_in("Webcam").await, sound.plugs_in("Headset").await);
        webcam.is_preferred();
        let _both = (webcam.plays_tone(LOW).await, headset.plays_tone(HIGH).await);
        page.clicks("button", "Ajustes").await;
        page.sees("radio", "Padrão do sistema Webcam").await;
        page.chooses("Headset").await;
        page.clicks("button", "Conversas").await;
        page.opens("Wellington Braga").await;
        page.thread_is_ready().await;
        begins_to_record(page).await;
        records_until(page, "0:02").await;

        headset.is_pulled_out();
        page.reads(CHANGED).await;
        records_until(page, "0:04").await;
        pauses(page).await;
        let take = take_of(&desk);
        page.clicks("button", "Continuar gravando").await;
        page.reads(CHANGED).await;
        records_until(page, "0:06").await;

        let earphones = sound.plugs_in("Fone").await;
        let _high = earphones.plays_tone(HIGH).await;
        earphones.is_preferred();
        records_until(page, "0:09").await;
        webcam.is_pulled_out();
        records_until(page, "0:10").await;
        earphones.is_pulled_out();
        page.reads("O microfone foi desconectado. O que foi gravado está guardado.").await;
        page.sees("button", "Continuar gravando").await;

        let heard = voices(&take, RATE);
        let turn = heard.iter().position(|voice| *voice == Some(LOW)).expect("the other microphone is heard");
        let (chosen, other) = (&heard[..turn], &heard[turn..]);
        assert!(seconds(chosen) > 1.8 && seconds(other) > 1.0, "{heard:?}");
        assert!(other.iter().all(|voice| *voice == Some(LOW)), "{heard:?}");
        let (turn, margin) = (turn * RATE as usize / 50, RATE as usize / 10);
        assert_eq!(breaks(&take[..turn - margin], HIGH), 0, "the first part is not whole");
        assert_eq!(breaks(&take[turn + margin..], LOW), 0, "the second part is not whole");
        let later = voices(&take_of(&desk)[take.len()..], RATE);
        let turn = later.iter().position(|voice| *voice == Some(HIGH)).expect("the new one is heard");
        assert!(seconds(&later[..turn]) > 1.8 && seconds(&later[turn..]) > 1.0, "{later:?}");
    });
}

/// Answers the length in seconds of pieces of 20 ms each.
fn seconds(voices: &[Option<u32>]) -> f64 {
    voices.len() as f64 / 50.0
}

async fn pauses(page: &Page) {
    page.clicks("button", "Pausar gravação").await;
    page.sees("button", "Continuar gravando").await;
}

#[test]
fn a_microphone_that_may_not_be_heard_says_what_to_do() {
    play(async |stage| {
        let sound = stage.sound().await;
        let desk = a_desk(stage).await;
        let page = desk.page();
        sound.refuses();
        page.clicks("button", "Anexar arquivo, mídia ou áudio").await;
        page.clicks("menuitem", "Áudio").await;
        page.reads("O sistema não deixa o Conversas usar o microfone. Permita nas configurações do sistema.")
            .await;
        page.sees("button", "Tentar de novo").await;
        page.sees("textbox", "Mensagem").await;
    });
}
