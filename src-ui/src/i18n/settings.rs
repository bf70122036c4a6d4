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
        "Ao sair, as conversas são apagadas deste aparelho. Elas continuam no servidor da escola.",
        "Signing out erases the conversations from this device. They stay on the school's server.",
        "Al salir, las conversaciones se borran de este dispositivo. Siguen en el servidor de la escuela.";
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
        Theme::System => pick("Padrão do sistema", "System default", "Predeterminado del sistema"),
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
