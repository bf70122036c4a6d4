//! A sentence for every failure and refusal.

#![expect(clippy::too_many_lines, reason = "a table: one sentence for each code")]

use conversas_domain::rejection::Rejection;
use conversas_ipc::{Failure, FailureCode, Lock, RefusedAct};

use super::{connection, pick};

/// What happened, then what happens next.
pub(crate) fn failure(failure: &Failure) -> String {
    if failure.code == FailureCode::TooManyAttempts {
        return too_many_attempts(failure.number);
    }
    sentence(failure.code).to_owned()
}

fn sentence(code: FailureCode) -> &'static str {
    match code {
        FailureCode::BadRequest | FailureCode::Internal => pick(
            "O Conversas falhou aqui. Tente de novo; se continuar, feche e abra o programa.",
            "Something went wrong in Conversas. Try again; if it keeps happening, close the app and open it again.",
            "Conversas falló aquí. Intenta de nuevo; si sigue, cierra y abre el programa.",
        ),
        FailureCode::SignedOut => pick(
            "A sua sessão terminou. Entre de novo.",
            "Your session has ended. Sign in again.",
            "Tu sesión terminó. Entra de nuevo.",
        ),
        FailureCode::BadAddress => pick(
            "Este endereço não é válido. Confira com a escola.",
            "This address is not valid. Check it with the school.",
            "Esta dirección no es válida. Consúltala con la escuela.",
        ),
        FailureCode::AddressIsEmail => pick(
            "Isto é um e-mail. O endereço da escola é como conversas.escola.com.br.",
            "This is an e-mail address. The school's address is like conversas.school.org.",
            "Esto es un correo. La dirección de la escuela es como conversas.escuela.org.",
        ),
        FailureCode::AddressNeedsHttps => pick(
            "Use https:// no começo do endereço: por http:// a senha iria sem proteção.",
            "Begin the address with https://: by http:// the password would travel unprotected.",
            "Usa https:// al comienzo de la dirección: por http:// la contraseña iría sin protección.",
        ),
        FailureCode::Certificate(trouble) => connection::trouble(trouble),
        FailureCode::Locked => connection::locked_hint(Lock::SignIn),
        FailureCode::Offline => pick(
            "Sem conexão com o servidor da escola. Confira a internet e o endereço.",
            "No connection to the school's server. Check the internet and the address.",
            "Sin conexión con el servidor de la escuela. Revisa internet y la dirección.",
        ),
        FailureCode::NotAServer => pick(
            "Neste endereço não responde um servidor do Conversas. Se a rede pede para entrar pelo navegador, entre primeiro; senão, confira o endereço com a escola.",
            "No Conversas server answers at this address. If the network wants you to sign in with a browser, do that first; otherwise check the address with the school.",
            "En esta dirección no responde un servidor de Conversas. Si la red pide entrar con el navegador, entra primero; si no, consulta la dirección con la escuela.",
        ),
        FailureCode::AppTooOld => pick(
            "Este aplicativo é antigo demais para o servidor da escola. Atualize o aplicativo e tente de novo.",
            "This app is too old for the school's server. Update the app and try again.",
            "Esta aplicación es demasiado antigua para el servidor de la escuela. Actualiza la aplicación e intenta de nuevo.",
        ),
        FailureCode::BadCredentials => pick(
            "E-mail ou senha não conferem.",
            "Wrong e-mail or password.",
            "El correo o la contraseña no coinciden.",
        ),
        FailureCode::TooManyAttempts => pick(
            "Muitas tentativas. Espere um pouco e tente de novo.",
            "Too many attempts. Wait a moment and try again.",
            "Muchos intentos. Espera un poco e intenta de nuevo.",
        ),
        FailureCode::UnsentItems(_) => pick(
            "Há o que ainda não foi enviado.",
            "Some things have not been sent yet.",
            "Hay algo que aún no se envió.",
        ),
        FailureCode::NotFound => pick(
            "Não está mais disponível para você.",
            "This is no longer available to you.",
            "Ya no está disponible para ti.",
        ),
        FailureCode::Forbidden => pick(
            "Você não tem permissão para isso.",
            "You are not allowed to do this.",
            "No tienes permiso para esto.",
        ),
        FailureCode::TextEmpty => pick("Escreva a mensagem.", "Write the message.", "Escribe el mensaje."),
        FailureCode::TextTooLong => pick(
            "A mensagem passou do limite de 10.000 caracteres.",
            "The message is over the limit of 10,000 characters.",
            "El mensaje pasó el límite de 10.000 caracteres.",
        ),
        FailureCode::TicketFinished => pick(
            "Este atendimento já foi finalizado. Inicie um novo para escrever.",
            "This request is finished. Start a new one to write.",
            "Esta atención ya se finalizó. Inicia una nueva para escribir.",
        ),
        FailureCode::TicketStillOpen => pick(
            "O atendimento atual ainda está aberto. Escreva nele.",
            "The current request is still open. Write in it.",
            "La atención actual sigue abierta. Escribe en ella.",
        ),
        FailureCode::ChannelUnavailable => pick(
            "Este canal não recebe mensagens sobre este aluno.",
            "This channel does not take messages about this student.",
            "Este canal no recibe mensajes sobre este alumno.",
        ),
        FailureCode::NotAMember => pick(
            "Esta pessoa não faz parte da equipe do canal.",
            "This person is not on the channel's team.",
            "Esta persona no forma parte del equipo del canal.",
        ),
        FailureCode::GuardianNotAddable => pick(
            "Esta pessoa não pode ser adicionada à conversa.",
            "This person cannot be added to the conversation.",
            "No se puede agregar a esta persona a la conversación.",
        ),
        FailureCode::SurveyClosed => {
            pick("A avaliação já foi encerrada.", "The rating is closed.", "La evaluación ya se cerró.")
        }
        FailureCode::NotForwardable => {
            pick("Isto não pode ser encaminhado.", "This cannot be forwarded.", "Esto no se puede reenviar.")
        }
        FailureCode::NotInPlan => pick(
            "O plano da escola não inclui este recurso.",
            "The school's plan does not include this.",
            "El plan de la escuela no incluye esto.",
        ),
        FailureCode::FileMissing => pick(
            "Este arquivo não está mais disponível.",
            "This file is not available any more.",
            "Este archivo ya no está disponible.",
        ),
        FailureCode::NoMicrophone => pick(
            "Nenhum microfone encontrado. Conecte um e tente de novo.",
            "No microphone was found. Connect one and try again.",
            "No se encontró ningún micrófono. Conecta uno e intenta de nuevo.",
        ),
        FailureCode::NoPermission => pick(
            "O sistema não deixa o Conversas usar o microfone. Permita nas configurações do sistema.",
            "Conversas is not allowed to use the microphone. Allow it in your system settings.",
            "El sistema no deja que Conversas use el micrófono. Permítelo en la configuración del sistema.",
        ),
        FailureCode::RecorderBusy => pick(
            "Já há uma gravação em andamento. Envie ou exclua antes de começar outra.",
            "A recording is already running. Send or delete it before starting another.",
            "Ya hay una grabación en curso. Envíala o elimínala antes de empezar otra.",
        ),
        FailureCode::TakeTooShort => pick(
            "A gravação é curta demais para enviar.",
            "The recording is too short to be sent.",
            "La grabación es demasiado corta para enviarla.",
        ),
        FailureCode::Unsupported => pick(
            "Este aparelho não faz isso aqui.",
            "This device cannot do that here.",
            "Este dispositivo no puede hacer eso aquí.",
        ),
        FailureCode::StorageUnavailable => pick(
            "O disco deste aparelho está cheio ou protegido. Libere espaço e tente de novo.",
            "This device's disk is full or protected. Free some space and try again.",
            "El disco de este dispositivo está lleno o protegido. Libera espacio e intenta de nuevo.",
        ),
        FailureCode::ServerFailed => pick(
            "O servidor da escola falhou. Tente de novo daqui a pouco.",
            "The school's server had a problem. Try again in a little while.",
            "El servidor de la escuela falló. Intenta de nuevo en un rato.",
        ),
    }
}

fn too_many_attempts(seconds: Option<u32>) -> String {
    match seconds {
        None => sentence(FailureCode::TooManyAttempts).to_owned(),
        Some(s) if s < 90 => pick(
            format!("Muitas tentativas. Tente de novo em {s} segundos."),
            format!("Too many attempts. Try again in {s} seconds."),
            format!("Muchos intentos. Intenta de nuevo en {s} segundos."),
        ),
        Some(s) => {
            let minutes = s.div_ceil(60);
            pick(
                format!("Muitas tentativas. Tente de novo em {minutes} minutos."),
                format!("Too many attempts. Try again in {minutes} minutes."),
                format!("Muchos intentos. Intenta de nuevo en {minutes} minutos."),
            )
        }
    }
}

/// Why a message will never be sent.
pub(crate) fn rejection(rejection: Rejection) -> &'static str {
    match rejection {
        Rejection::NotFound => pick(
            "Esta conversa não está mais disponível para você.",
            "This conversation is not available to you any more.",
            "Esta conversación ya no está disponible para ti.",
        ),
        Rejection::Forbidden => sentence(FailureCode::Forbidden),
        Rejection::TicketFinished => sentence(FailureCode::TicketFinished),
        Rejection::TicketStillOpen => sentence(FailureCode::TicketStillOpen),
        Rejection::AnsweredMeanwhile => pick(
            "Um colega respondeu enquanto você escrevia.",
            "A colleague answered while you were writing.",
            "Un colega respondió mientras escribías.",
        ),
        Rejection::ChannelUnavailable => sentence(FailureCode::ChannelUnavailable),
        Rejection::NotInPlan => sentence(FailureCode::NotInPlan),
        Rejection::FileEmpty => pick("O arquivo está vazio.", "The file is empty.", "El archivo está vacío."),
        Rejection::FileTooLarge => {
            pick("O arquivo é grande demais.", "The file is too large.", "El archivo es demasiado grande.")
        }
        Rejection::FileKindNotAllowed => pick(
            "Este tipo de arquivo não pode ser enviado.",
            "Files of this kind cannot be sent.",
            "Este tipo de archivo no se puede enviar.",
        ),
        Rejection::FileKindFalse => pick(
            "O conteúdo do arquivo não é o que o nome diz.",
            "The file's content is not what its name says.",
            "El contenido del archivo no es lo que dice su nombre.",
        ),
        Rejection::FileHasMacros => pick(
            "Documentos com macros não são enviados, porque uma macro é um programa. Salve uma cópia sem macros (.docx, .xlsx ou .pptx) ou em PDF.",
            "Documents with macros are not sent, because a macro is a program. Save a copy without macros (.docx, .xlsx or .pptx) or as PDF.",
            "Los documentos con macros no se envían, porque una macro es un programa. Guarda una copia sin macros (.docx, .xlsx o .pptx) o en PDF.",
        ),
        Rejection::FileTooManyPixels => pick(
            "A imagem tem mais de 64 milhões de pixels. Diminua a imagem, ou envie em um zip.",
            "The image has more than 64 million pixels. Make it smaller, or send it in a zip.",
            "La imagen tiene más de 64 millones de píxeles. Redúcela, o envíala en un zip.",
        ),
        Rejection::FileBroken => {
            pick("O arquivo está danificado.", "The file is damaged.", "El archivo está dañado.")
        }
        Rejection::FileInfected => pick(
            "O antivírus da escola encontrou um problema neste arquivo.",
            "The school's virus scanner found something in this file.",
            "El antivirus de la escuela encontró un problema en este archivo.",
        ),
        Rejection::FileMissing => sentence(FailureCode::FileMissing),
        Rejection::TextEmpty => {
            pick("A mensagem estava vazia.", "The message was empty.", "El mensaje estaba vacío.")
        }
        Rejection::TextTooLong => sentence(FailureCode::TextTooLong),
        Rejection::AudienceGrew => pick(
            "Outro responsável entrou na conversa antes do envio.",
            "Another guardian joined the conversation before your message was sent.",
            "Otro responsable entró en la conversación antes del envío.",
        ),
        Rejection::NotAMember => sentence(FailureCode::NotAMember),
        Rejection::GuardianNotAddable => sentence(FailureCode::GuardianNotAddable),
        Rejection::SurveyClosed => sentence(FailureCode::SurveyClosed),
        Rejection::NotForwardable => sentence(FailureCode::NotForwardable),
        Rejection::Unknown(_) => pick(
            "O servidor recusou isto por um motivo novo. Atualize o aplicativo para ver qual.",
            "The server refused this for a new reason. Update the app to see which.",
            "El servidor rechazó esto por un motivo nuevo. Actualiza la aplicación para ver cuál.",
        ),
        Rejection::IdTaken => pick(
            "O servidor recusou esta mensagem. Guarde como rascunho e envie de novo.",
            "The server refused this message. Keep it as a draft and send it again.",
            "El servidor rechazó este mensaje. Guárdalo como borrador y envíalo de nuevo.",
        ),
    }
}

/// What of mine was refused, and why.
pub(crate) fn refused(what: RefusedAct, reason: Rejection) -> String {
    let what = match what {
        RefusedAct::Finish => pick(
            "O atendimento não foi finalizado.",
            "The request was not finished.",
            "La atención no se finalizó.",
        ),
        RefusedAct::Forward => pick(
            "As mensagens não foram encaminhadas.",
            "The messages were not forwarded.",
            "Los mensajes no se reenviaron.",
        ),
        RefusedAct::Assign => pick(
            "Quem cuida do atendimento não mudou.",
            "The request was not reassigned.",
            "La atención no cambió de manos.",
        ),
        RefusedAct::AddGuardian => pick(
            "O responsável não foi adicionado.",
            "The guardian was not added.",
            "No se agregó al responsable.",
        ),
        RefusedAct::AnswerCsat => pick(
            "A sua avaliação não foi registrada.",
            "Your rating was not recorded.",
            "Tu evaluación no se registró.",
        ),
    };
    format!("{what} {}", rejection(reason))
}
