### The settings page.

title = Ajustes
language = Idioma
theme = Tema
account = Conta
sign-out = Sair
sign-out-hint = Ao sair, as conversas são apagadas deste aparelho. Elas continuam no servidor da escola.

# The language's own name, in its own words.
this-language = Português (Brasil)

theme-system = Padrão do sistema
theme-light = Claro
theme-dark = Escuro
role-guardian = Família
role-staff = Equipe da escola
role-admin = Administração da escola

# $name (String): Basic, Standard or Premium
plan-named = Plano { $name }
