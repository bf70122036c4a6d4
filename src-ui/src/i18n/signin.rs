//! The sign-in page.

use conversas_ipc::DemoPlace;

use super::pick;

texts! {
    welcome: "A escola e a família na mesma conversa.", "School and family in the same conversation.", "La escuela y la familia en la misma conversación.";
    title: "Entrar", "Sign in", "Entrar";
    lead: "Use o e-mail que a escola cadastrou.", "Use the e-mail address your school has on file.", "Usa el correo que registró la escuela.";
    server: "Endereço da escola", "School address", "Dirección de la escuela";
    server_example: "conversas.escola.com.br", "conversas.school.org", "conversas.escuela.org";
    email: "E-mail", "E-mail", "Correo";
    email_example: "voce@exemplo.com", "you@example.com", "tu@ejemplo.com";
    password: "Senha", "Password", "Contraseña";
    show_password: "Mostrar senha", "Show password", "Mostrar contraseña";
    submit: "Entrar", "Sign in", "Entrar";
    submitting: "Entrando…", "Signing in…", "Entrando…";
    fine:
        "As conversas ficam no servidor da sua escola. O Conversas é um programa livre.",
        "Conversations stay on your school's server. Conversas is free software.",
        "Las conversaciones quedan en el servidor de tu escuela. Conversas es software libre.";
    revoked:
        "Sua sessão foi encerrada pela escola.",
        "The school ended your session.",
        "La escuela cerró tu sesión.";
    revoked_hint: "Entre de novo para continuar.", "Sign in again to go on.", "Entra de nuevo para continuar.";
    server_missing: "Escreva o endereço da escola.", "Enter the school's address.", "Escribe la dirección de la escuela.";
    email_missing: "Escreva o seu e-mail.", "Enter your e-mail.", "Escribe tu correo.";
    email_odd:
        "Este e-mail não parece completo. Confira o que vem depois do @.",
        "This e-mail does not look complete. Check what follows the @.",
        "Este correo no parece completo. Revisa lo que sigue a la @.";
    password_missing: "Escreva a sua senha.", "Enter your password.", "Escribe tu contraseña.";
    demo: "Demonstração", "Demonstration", "Demostración";
    sample_of: "mãe do Theo, 4º B", "Theo's mother, 4º B", "madre de Theo, 4º B";
    sample_question:
        "Bom dia! Consigo a declaração de matrícula hoje?",
        "Good morning! Can I get the enrolment letter today?",
        "¡Buenos días! ¿Puedo tener hoy la constancia de matrícula?";
    sample_answer: "Consegue, sim. Envio por aqui até as 11h.", "You can. I will send it here by 11.", "Claro. La envío por aquí antes de las 11.";
    sample_author: "Ana, da Secretaria", "Ana, front office", "Ana, de Secretaría";
    sample_thanks: "Recebi. Obrigada, Ana!", "Got it. Thank you, Ana!", "La recibí. ¡Gracias, Ana!";
    sample_answered: " respondeu · Em atendimento", " answered · In progress", " respondió · En atención";
    sample_finished: " finalizou o atendimento", " finished the request", " finalizó la atención";
}

/// "Entrar como Rafaela, da Secretaria".
pub(crate) fn demo_enter(first_name: &str, place: DemoPlace) -> String {
    let enter = pick("Entrar como ", "Sign in as ", "Entrar como ");
    let of = match place {
        DemoPlace::Secretary => pick(", da Secretaria", ", from the front office", ", de Secretaría"),
        DemoPlace::Administration => pick(", da administração", ", administrator", ", de la administración"),
        DemoPlace::Family => pick(", de uma família", ", from a family", ", de una familia"),
    };
    format!("{enter}{first_name}{of}")
}

/// "Houve 12 tentativas de entrar na sua conta com senha errada."
pub(crate) fn tries_refused(count: u32) -> String {
    let [before, after] = match count {
        1 => pick(
            ["Houve", "tentativa de entrar na sua conta com senha errada."],
            ["There was", "attempt to sign in to your account with a wrong password."],
            ["Hubo", "intento de entrar en tu cuenta con una contraseña incorrecta."],
        ),
        _ => pick(
            ["Houve", "tentativas de entrar na sua conta com senha errada."],
            ["There were", "attempts to sign in to your account with a wrong password."],
            ["Hubo", "intentos de entrar en tu cuenta con una contraseña incorrecta."],
        ),
    };
    format!("{before} {count} {after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_try_and_many_are_said_in_a_sentence() {
        assert_eq!(tries_refused(1), "Houve 1 tentativa de entrar na sua conta com senha errada.");
        assert_eq!(tries_refused(12), "Houve 12 tentativas de entrar na sua conta com senha errada.");
    }
}
