//! The settings page.

use conversas_domain::person::Role;
use conversas_domain::plan::Plan;
use conversas_ipc::{Language, Theme};

conversas_words::speak!(settings, super::language);

/// The name of a language in that language.
pub(crate) fn language_name(language: Language) -> &'static str {
    conversas_words::settings::this_language(language)
}

/// "Claro".
pub(crate) fn theme_name(theme: Theme) -> &'static str {
    match theme {
        Theme::System => theme_system(),
        Theme::Light => theme_light(),
        Theme::Dark => theme_dark(),
    }
}

/// "Família".
pub(crate) fn role(role: Role) -> &'static str {
    match role {
        Role::Guardian => role_guardian(),
        Role::Staff => role_staff(),
        Role::Admin => role_admin(),
    }
}

/// "Plano Standard".
pub(crate) fn plan(plan: Plan) -> String {
    plan_named(match plan {
        Plan::Basic => "Basic",
        Plan::Standard => "Standard",
        Plan::Premium => "Premium",
    })
}
