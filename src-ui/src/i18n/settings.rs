//! The settings page.

use conversas_domain::person::Role;
use conversas_domain::plan::Plan;
use conversas_ipc::{Language, Theme};

use super::pick;

texts! {
    title: "Ajustes", "Settings", "Ajustes";
    language: "Idioma", "Language", "Idioma";
    theme: "Tema", "Theme", "Tema";
    account: "Conta", "Account", "Cuenta";
    sign_out: "Sair", "Sign out", "Salir";
    sign_out_hint:
        "As conversas deste aparelho são apagadas. Elas continuam no servidor da escola.",
        "This device's conversations are erased. They stay on the school's server.",
        "Las conversaciones de este aparato se borran. Siguen en el servidor de la escuela.";
    unsent_title: "Sair e perder o que não foi enviado?", "Sign out and lose what was not sent?", "¿Salir y perder lo que no se envió?";
    unsent_confirm: "Sair e descartar", "Sign out and discard", "Salir y descartar";
}

/// Its own name.
pub(crate) fn language_name(language: Language) -> &'static str {
    match language {
        Language::Portuguese => "Português (Brasil)",
        Language::English => "English",
        Language::Spanish => "Español",
    }
}

/// "Claro".
pub(crate) fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::System => pick("Do sistema", "System", "Del sistema"),
        Theme::Light => pick("Claro", "Light", "Claro"),
        Theme::Dark => pick("Escuro", "Dark", "Oscuro"),
    }
}

/// "Família".
pub(crate) fn role(role: Role) -> &'static str {
    match role {
        Role::Guardian => pick("Família", "Family", "Familia"),
        Role::Staff => pick("Equipe da escola", "School staff", "Equipo de la escuela"),
        Role::Admin => {
            pick("Administração da escola", "School administration", "Administración de la escuela")
        }
    }
}

/// "Plano Standard".
pub(crate) fn plan(plan: Plan) -> String {
    let name = match plan {
        Plan::Basic => "Basic",
        Plan::Standard => "Standard",
        Plan::Premium => "Premium",
    };
    pick(format!("Plano {name}"), format!("{name} plan"), format!("Plan {name}"))
}

/// What is lost: "3 mensagens escritas neste aparelho ainda não saíram…".
pub(crate) fn unsent(count: u32) -> String {
    match count {
        1 => pick(
            "1 mensagem escrita neste aparelho ainda não saiu. Ao sair, ela é descartada.",
            "1 message written on this device has not left yet. Signing out discards it.",
            "1 mensaje escrito en este aparato aún no salió. Al salir, se descarta.",
        )
        .to_owned(),
        n => pick(
            format!("{n} mensagens escritas neste aparelho ainda não saíram. Ao sair, elas são descartadas."),
            format!("{n} messages written on this device have not left yet. Signing out discards them."),
            format!("{n} mensajes escritos en este aparato aún no salieron. Al salir, se descartan."),
        ),
    }
}
