### The sign-in page.

welcome = School and family in the same conversation.
title = Sign in
lead = Use the e-mail address your school has on file.
server = School address
server-example = conversas.school.org
email = E-mail
email-example = you@example.com
password = Password
show-password = Show password
submit = Sign in
submitting = Signing in…
fine = Conversations stay on your school's server. Conversas is free software.
revoked = The school ended your session.
revoked-hint = Sign in again to go on.
server-missing = Enter the school's address.
email-missing = Enter your e-mail.
email-odd = This e-mail does not look complete. Check what follows the @.
password-missing = Enter your password.
choose = Whom do you want to sign in as?
demo = Demonstration
sample-of = Theo's mother, 4º B
sample-question = Good morning! Can I get the enrolment letter today?
sample-answer = You can. I will send it here by 11.
sample-author = Ana, front office
sample-thanks = Got it. Thank you, Ana!
sample-answered = { $who } answered · In progress

# $name (String): the first name of an example person
demo-enter-as = Sign in as { $name }, { $place ->
        [secretary] from the front office
        [administration] administrator
       *[family] from a family
    }

tries-refused =
    { $count ->
        [one] There was 1 attempt to sign in to your account with a wrong password.
       *[other] There were { $count } attempts to sign in to your account with a wrong password.
    }
