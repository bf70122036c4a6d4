//! The sign-in page.

use conversas_ipc::DemoPlace;
use conversas_words::signin::Place;

conversas_words::speak!(signin, super::language);

/// "Entrar como Rafaela, da Secretaria".
pub(crate) fn demo_enter(first_name: &str, place: DemoPlace) -> String {
    let place = match place {
        DemoPlace::Secretary => Place::Secretary,
        DemoPlace::Administration => Place::Administration,
        DemoPlace::Family => Place::Family,
    };
    demo_enter_as(first_name, place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_try_and_many_are_said_in_a_sentence() {
        assert_eq!(tries_refused(1_u32), "Houve 1 tentativa de entrar na sua conta com senha errada.");
        assert_eq!(tries_refused(12_u32), "Houve 12 tentativas de entrar na sua conta com senha errada.");
    }
}
