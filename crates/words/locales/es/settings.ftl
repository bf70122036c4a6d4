### The settings page.

title = Ajustes
language = Idioma
theme = Tema
account = Cuenta
sign-out = Salir
sign-out-hint = Al salir, las conversaciones se borran de este dispositivo. Siguen en el servidor de la escuela.

# The language's own name, in its own words.
this-language = Español

theme-system = Predeterminado del sistema
theme-light = Claro
theme-dark = Oscuro
role-guardian = Familia
role-staff = Equipo de la escuela
role-admin = Administración de la escuela

# $name (String): Basic, Standard or Premium
plan-named = Plan { $name }
