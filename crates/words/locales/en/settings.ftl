### The settings page.

title = Settings
language = Language
theme = Theme
account = Account
sign-out = Sign out
sign-out-hint = Signing out erases the conversations from this device. They stay on the school's server.

# The language's own name, in its own words.
this-language = English

theme-system = System default
theme-light = Light
theme-dark = Dark
role-guardian = Family
role-staff = School staff
role-admin = School administration

# $name (String): Basic, Standard or Premium
plan-named = { $name } plan
