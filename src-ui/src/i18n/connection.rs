//! How the device stands to the server: a locked session, and what is known of why nothing answers.

use conversas_ipc::{Lock, Trouble};

use super::pick;

texts! {
    sign_in_again: "Entrar de novo", "Sign in again", "Entrar de nuevo";
    not_let_through:
        "A rede em que você está recusa algo que você fez e deixa passar o resto. Fica na fila; tente por outra rede.",
        "The network you are on refuses something you did and lets the rest through. It stays queued; try another network.",
        "La red en la que estás rechaza algo que hiciste y deja pasar lo demás. Queda en cola; prueba con otra red.";
    disk_full:
        "O disco deste aparelho está cheio.",
        "This device's disk is full.",
        "El disco de este dispositivo está lleno.";
    disk_full_hint: "Novas mensagens não chegam.", "New messages do not arrive.", "No llegan mensajes nuevos.";
    outdated:
        "Há novidades que só um aplicativo mais novo mostra. Atualize o aplicativo para ver isto.",
        "There is news that only a newer app shows. Update the app to see this.",
        "Hay novedades que solo una aplicación más nueva muestra. Actualiza la aplicación para ver esto.";
    app_too_old: "Atualize o aplicativo.", "Update the app.", "Actualiza la aplicación.";
    back_to_conversations: "Voltar às conversas", "Back to the conversations", "Volver a las conversaciones";
}

/// What is locked.
pub(crate) fn locked(lock: Lock) -> &'static str {
    match lock {
        Lock::Keyring => pick("Chaveiro bloqueado.", "Keyring locked.", "Llavero bloqueado."),
        Lock::SignIn => pick("Sessão bloqueada.", "Session locked.", "Sesión bloqueada."),
    }
}

/// What that means, and what helps.
pub(crate) fn locked_hint(lock: Lock) -> &'static str {
    match lock {
        Lock::Keyring => pick(
            "Suas conversas continuam aqui. Desbloqueie o chaveiro do sistema para enviar e receber.",
            "Your conversations are still here. Unlock the system's keyring to send and receive.",
            "Tus conversaciones siguen aquí. Desbloquea el llavero del sistema para enviar y recibir.",
        ),
        Lock::SignIn => pick(
            "Suas conversas continuam aqui. Entre de novo para enviar e receber.",
            "Your conversations are still here. Sign in again to send and receive.",
            "Tus conversaciones siguen aquí. Entra de nuevo para enviar y recibir.",
        ),
    }
}

/// Why the server cannot be reached, and what helps.
pub(crate) fn trouble(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::NoServer => pick(
            "Outra página responde no lugar do servidor da escola. Talvez a rede peça para entrar pelo navegador.",
            "Another page answers instead of the school's server. The network may want you to sign in with a browser.",
            "Otra página responde en lugar del servidor de la escuela. Quizá la red pida entrar con el navegador.",
        ),
        Trouble::AppTooOld => pick(
            "O servidor da escola precisa de uma versão mais nova. Suas conversas continuam aqui, e o que está na fila sai depois da atualização.",
            "The school's server needs a newer version. Your conversations are still here, and what is queued goes out after the update.",
            "El servidor de la escuela necesita una versión más nueva. Tus conversaciones siguen aquí, y lo que está en cola sale después de la actualización.",
        ),
        Trouble::CertificateUntrusted => pick(
            "O certificado do servidor não é confiável. Nada foi enviado. Avise a escola.",
            "The server's certificate is not trusted. Nothing was sent. Tell the school.",
            "El certificado del servidor no es de confianza. No se envió nada. Avisa a la escuela.",
        ),
        Trouble::CertificateExpired => pick(
            "O certificado do servidor venceu, ou o relógio deste aparelho está adiantado. Confira a data e a hora.",
            "The server's certificate has expired, or this device's clock is ahead. Check the date and time.",
            "El certificado del servidor venció, o el reloj de este dispositivo está adelantado. Revisa la fecha y la hora.",
        ),
        Trouble::CertificateNotYet => pick(
            "O relógio deste aparelho parece atrasado: o certificado do servidor ainda não vale. Confira a data e a hora.",
            "This device's clock seems to be behind: the server's certificate is not valid yet. Check the date and time.",
            "El reloj de este dispositivo parece atrasado: el certificado del servidor aún no vale. Revisa la fecha y la hora.",
        ),
    }
}
